"""The demo's mailbox: where codes and links are read, as somebody reads their telephone."""

import re

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor


def last_letter(reader: Visitor, *, to: str, holding: str | re.Pattern[str]) -> Locator:
    """The last letter written to somebody, by an address or a first name, that holds some words."""
    reader.open("/demo/courrier/")
    return reader.page.get_by_role("article").filter(has_text=to).filter(has_text=holding).first


def code_sent_to(reader: Visitor, address: str) -> str:
    letter = last_letter(reader, to=address, holding="code").inner_text()
    return re.search(r"(?<!\d)\d{3}\s?\d{3}(?!\d)", letter)[0]


def request_sent_to(reader: Visitor, name: str, *, about: re.Pattern[str]) -> str:
    """The address that the last request written to somebody leads to."""
    letter = last_letter(reader, to=name, holding=about)
    return letter.locator("a[href*='/demandes/']").get_attribute("href")
