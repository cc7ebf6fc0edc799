"""What a poor line does to a form that has left, and how much each page weighs on it."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import Server
from tests.browser.test_journeys import needs_of, say_need
from tests.browser.visitor import Visitor
from tests.page import COLD_BYTES, WARM_BYTES

pytestmark = pytest.mark.browser

# With a token of its own, which has the server read the rest before it says no.
HALF_A_FORM = (
    b"POST /entrer/ HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Cookie: csrftoken=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nContent-Length: 100\r\n\r\naddress="
)


@pytest.fixture
def without_worker(browser: Browser, server: Server, javascript: bool) -> Iterator[Visitor]:
    """Somebody whose browser has no worker, as in a private window: tests/browser/test_offline.py has one."""
    somebody = Visitor(browser, server.address, javascript=javascript, worker=False)
    somebody.expected_troubles = ["Service Worker"]
    yield somebody
    somebody.close()


def test_an_answer_lost_on_the_way_publishes_once(without_worker: Visitor, server: Server, javascript):
    lea = without_worker
    lea.expected_troubles += ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]
    lea.enter("Léa")
    # Said again word for word within the hour, it would be the same need.
    say_need(lea, f"Quelqu’un pour fendre {'mon bois' if javascript else 'des bûches'} à Songeons")
    before = needs_of(server, "Léa")

    def received_but_not_answered(route) -> None:
        route.fetch(max_redirects=0)
        route.abort("internetdisconnected")

    lea.page.route("**/besoin/publication/", received_but_not_answered)
    lea.page.get_by_role("button", name="Publier mon besoin").click(no_wait_after=True)
    expect(lea.page).to_have_url(re.compile("chrome-error|publication"))
    assert needs_of(server, "Léa") == before + 1
    lea.page.unroute("**/besoin/publication/")
    lea.page.reload()
    expect(lea.page).to_have_url(re.compile("/besoins/"))
    assert needs_of(server, "Léa") == before + 1


def test_forms_that_stop_half_way_keep_nobody_waiting(server: Server):
    host, port = urlsplit(server.address).netloc.split(":")
    with ExitStack() as open_until_the_end:
        for _ in range(50):
            line = open_until_the_end.enter_context(socket.create_connection((host, int(port))))
            line.sendall(HALF_A_FORM % host.encode())
        with urlopen(f"{server.address}/classement/", timeout=10) as page:
            assert page.status == 200


AFTERWARDS = r"\.webp$|/carte\.svg|/js/(send|offline)\."
PAGES = [
    "/",
    "/territoires/picardie-verte/",
    "/communes/60623/",
    "/communes/?q=songeons",
    "/besoin/",
    "/offre/",
    "/entrer/",
    "/classement/",
    "/qui-voit-quoi/",
    "/mentions-legales/",
    "/accessibilite/",
]


@pytest.mark.parametrize("javascript", [True], ids=["with JavaScript"], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_arrives_in_one_round_trip(without_worker: Visitor, path):
    somebody = without_worker
    line = somebody.context.new_cdp_session(somebody.page)
    line.send("Network.enable")
    waiting: set[str] = set()
    received: list[float] = []

    def hear_request(event: dict) -> None:
        # Photos and maps come after, and what makes ready for a cut: the page is whole without them.
        if event["type"] == "Fetch" or re.search(AFTERWARDS, event["request"]["url"]):
            waiting.add(event["requestId"])

    def hear_end(event: dict) -> None:
        if event["requestId"] not in waiting:
            received.append(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", hear_request)
    line.on("Network.loadingFinished", hear_end)
    for most in (COLD_BYTES, WARM_BYTES):
        received.clear()
        somebody.page.goto(path)
        somebody.page.wait_for_load_state("networkidle")
        assert 0 < sum(received) <= most
