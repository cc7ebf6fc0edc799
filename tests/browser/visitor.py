"""Somebody with a telephone: opens pages in a real browser, and each page is looked at closely."""

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

PHONE = {"width": 360, "height": 740}
# Pages already looked at with axe, by their shape: once a session is enough.
_looked_at: set[tuple[str, ...]] = set()


class Visitor:
    """A browser of one's own, with or without JavaScript."""

    def __init__(
        self, browser: Browser, address: str, *, javascript: bool = True, worker: bool = True
    ) -> None:
        self.javascript = javascript
        self.context = browser.new_context(
            base_url=address,
            viewport=PHONE,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            java_script_enabled=javascript,
            service_workers="allow" if worker else "block",
        )
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.expected_troubles: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def close(self) -> None:
        self.context.close()
        unexpected = [t for t in self.troubles if not any(e in t for e in self.expected_troubles)]
        assert unexpected == []

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def enter(self, first_name: str) -> None:
        """Sign in as one of the demo's cast, in one click."""
        self.open("/demo/")
        self.press(re.compile(rf"\b{first_name}\b"))

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str | re.Pattern[str]) -> None:
        self.page.get_by_label(label).first.check()

    def press(self, words: str | re.Pattern[str]) -> None:
        """Press the button of that name, and look at the page that comes."""
        self.page.get_by_role("button", name=words).first.click()
        self.look()

    def follow(self, words: str | re.Pattern[str]) -> None:
        """Follow the link of that name, and look at the page that comes."""
        self.page.get_by_role("link", name=words).first.click()
        self.look()

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def look(self) -> None:
        """No horizontal scroll, large enough targets, and nothing that axe finds (axe needs JavaScript)."""
        self.page.wait_for_load_state("load")
        shape = self._shape()
        if shape in _looked_at:
            return
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"{self.path} is {width} px wide"
        small = self.page.evaluate(SMALL_TARGETS)
        assert small == [], f"{self.path} has targets under 44 px: {small}"
        if self.javascript:
            violations = Axe().run(self.page).response["violations"]
            found = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in violations]
            assert found == [], f"{self.path}: {found}"
        _looked_at.add(shape)

    def _shape(self) -> tuple[str, ...]:
        path = re.sub(r"[\w-]{12,}", "*", self.path)
        headings = self.page.locator("h1, h2, .error").all_inner_texts()
        return (str(self.javascript), path, *headings)


# Links inside a sentence are exempt (WCAG 2.2, 2.5.8: inline targets).
SMALL_TARGETS = """
[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(e => !e.closest('.skip'))
  .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline'
    && e.parentElement.textContent.trim() !== e.textContent.trim()))
  .map(e => [e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') || e : e, e])
  .map(([box, e]) => [box.getBoundingClientRect(), e])
  .filter(([r]) => r.width > 1 && (r.width < 43.5 || r.height < 43.5))
  .map(([r, e]) => `${e.outerHTML.slice(0, 100)} ${Math.round(r.width)}×${Math.round(r.height)}`)
"""
