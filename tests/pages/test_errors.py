"""A form whose page waited too long: what was typed comes back, unless another site may have typed it."""

import pytest
from django.test import Client

from tests.page import Page

OURS = "http://testserver"
SENTENCE = "Tondre ma pelouse samedi, si c’est possible"


def refused(origin: str | None = OURS, **fields) -> Page:
    headers = {"origin": origin} if origin else {}
    browser = Client(enforce_csrf_checks=True, headers=headers)
    response = browser.post("/besoin/", fields or {"words": SENTENCE, "commune": "Songeons"})
    assert response.status_code == 403
    page = Page(response.content.decode())
    page.browser = browser
    return page


def fields_of(page: Page) -> dict[str, str]:
    return {field["name"]: field["value"] for field in page.all("input") if field["type"] == "hidden"}


def test_what_was_typed_comes_back_and_can_be_sent_again(db):
    page = refused()
    assert any(SENTENCE in text for text in page.texts)
    fields = fields_of(page)
    assert (fields["words"], fields["commune"]) == (SENTENCE, "Songeons")
    [form] = page.forms()
    again = page.browser.post(form["action"], fields)
    assert (again.status_code, again["Location"]) == (302, "/besoin/verifier/")


@pytest.mark.parametrize("origin", [None, "null", "https://ailleurs.example", "http://testserver:8000"])
def test_what_another_site_may_have_typed_is_not_offered(db, origin):
    page = refused(origin)
    assert SENTENCE not in page.html
    assert page.forms() == []


def test_more_than_a_page_can_carry_is_not_sent_back(db):
    assert refused(words="mot " * 2000).forms() == []


def test_what_comes_back_is_text(db):
    page = refused(words="<script>alert(1)</script> et puis rien")
    assert [e for e in page.all("script") if not e["src"]] == []
