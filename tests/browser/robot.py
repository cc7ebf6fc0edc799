"""A robot with trembling hands, at the end of a line that gives way, until it has what it came for."""

import re
import time
from collections.abc import Callable
from random import Random

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Response, TimeoutError

from tests.browser.line import Line
from tests.browser.visitor import PHONE

PATIENCE_SECONDS = 120
GLANCE_MS = 120  # between a page and the first gesture on it
SPREAD = 0.22  # of a button's size: one click in thirty falls beside it
SEND_NOW = re.compile("^(Envoyer maintenant|Envoyer de nouveau)$")


class Robot:
    """Clicks beside the middle, or twice; mistypes; goes back, reloads, closes the page; is cut off."""

    def __init__(self, browser: Browser, line: Line, random: Random) -> None:
        self.line, self.random = line, random
        self.faults: list[str] = []
        self.gestures: list[str] = []
        self.context = browser.new_context(
            base_url=line.address, viewport=PHONE, locale="fr-FR", timezone_id="Europe/Paris"
        )
        self.context.set_default_timeout(8_000)
        self.page = self._new_page()

    def close(self) -> None:
        self.context.close()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.on("response", self._hear_response)
        page.on("console", self._hear_console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return page

    def _hear_response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def _hear_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    # What a calm hand would do

    def enter(self, first_name: str) -> None:
        """Sign in as one of the demo's cast; the hands begin to tremble afterwards."""
        self.page.goto("/demo/")
        self.page.get_by_role("button", name=re.compile(rf"\b{first_name}\b")).click()
        self.page.wait_for_load_state("load")
        self.page.wait_for_function("navigator.serviceWorker.getRegistration().then((one) => one?.active)")

    def until(self, is_done: Callable[[], bool], step: Callable[[], None]) -> None:
        """Make a step after another, each as well as the hands and the line allow."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                self._settle()
                if not self.is_lost() and is_done():
                    self.line.mend()
                    return
                self._tremble()
                self._settle()
                if self.is_lost():
                    self._find_the_way()
                else:
                    step()
            except Error as error:
                # The page went away under the finger, or none came: look again, at a new one.
                self.gestures.append(f"! {error.message.splitlines()[0][:80]}")
                self.line.mend()
                if isinstance(error, TimeoutError):
                    self._close_and_reopen()
        raise AssertionError(f"never done, at {self.page.url}: {self.gestures[-40:]}\n{self._words()}")

    def is_lost(self) -> bool:
        """Whether what shows is a cut, or something of ours that waits for the line."""
        waits = self.page.locator("[data-cut]").or_(self.page.get_by_role("button", name=SEND_NOW))
        return self.page.url.startswith(("chrome-error:", "about:")) or waits.count() > 0

    def fill(self, field: Locator, text: str) -> None:
        """Type, often wrongly at first."""
        if self.random.random() < 0.5:
            wrong = text[: self.random.randrange(1, len(text))] + self.random.choice("zq;:!")
            field.fill(wrong)
            self.gestures.append("typo")
        field.fill(text)

    def click(self, target: Locator) -> None:
        """A click around the middle of something, sometimes two."""
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        if box is None:
            return
        x, y = (
            box[start] + box[size] / 2 + self.random.gauss(0, SPREAD * box[size])
            for start, size in (("x", "width"), ("y", "height"))
        )
        times = 2 if self.random.random() < 0.35 else 1
        self.gestures.append(f"click ×{times}")
        self.page.mouse.click(x, y, click_count=1)
        if times == 2:
            self.page.mouse.click(x, y, click_count=2, delay=20)

    def _words(self) -> str:
        return self.page.locator("body").inner_text()[:600]

    # The hands, and the line

    def _settle(self) -> None:
        """Wait for a page that stands; the other waits of the browser have no end when none comes."""
        self.page.wait_for_function("document.readyState === 'complete'")
        self.page.wait_for_timeout(GLANCE_MS)

    def _tremble(self) -> None:
        """About one time in two, something that nobody meant; a cut lasts until the next step."""
        chance = self.random.random()
        if chance < 0.08:
            self._do("back", self.page.go_back)
        elif chance < 0.16:
            self._do("reload", self.page.reload)
        elif chance < 0.22:
            self._do("close", self._close_and_reopen)
        elif chance < 0.32:
            self._do("cut", self.line.cut)
        elif chance < 0.42:
            self._do("lose answers", self.line.lose_answers)
        elif chance < 0.50:
            self._do("offline", self._blink)

    def _do(self, name: str, gesture: Callable[[], object]) -> None:
        self.gestures.append(name)
        gesture()

    def _blink(self) -> None:
        """The telephone itself says that it has no network, then that it has."""
        self.context.set_offline(True)
        self.page.wait_for_timeout(100)
        self.context.set_offline(False)

    def _close_and_reopen(self) -> None:
        address = self.page.url
        # Without waiting: a page that a cut form is leaving may never say that it is closed.
        self.page.close(run_before_unload=True)
        self.page = self._new_page()
        self.page.goto(address if address.startswith("http") else "/")

    def _find_the_way(self) -> None:
        self.line.mend()
        send = self.page.get_by_role("button", name=SEND_NOW)
        if send.count():
            self._do("send now", lambda: self.click(send.first))
            self.page.wait_for_timeout(GLANCE_MS)
        elif self.page.locator("[data-retry]").count():
            self._do("retry", lambda: self.click(self.page.locator("[data-retry]")))
        else:
            self._do("home", lambda: self.page.goto("/"))
