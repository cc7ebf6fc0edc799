"""Journeys in a real browser: one Campagnon and one Chromium a session, a fresh visitor a test."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import Server, running
from tests.browser.visitor import Visitor

QUIET = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("campagnon") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "Chromium is not installed: bin/test installs it where apt-get is present."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request) -> bool:
    return request.param


@pytest.fixture
def visitor(browser: Browser, server: Server, javascript: bool) -> Iterator[Callable[[], Visitor]]:
    """A new visitor each time it is called: two people are two visitors."""
    come: list[Visitor] = []

    def arrive() -> Visitor:
        come.append(Visitor(browser, server.address, javascript=javascript))
        return come[-1]

    yield arrive
    for one in come:
        one.close()
