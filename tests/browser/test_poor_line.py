"""What a poor line does to a form that has left, and how much each page weighs on it."""

import re
import socket
from contextlib import ExitStack
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.test_journeys import needs_of, say_need
from tests.page import COLD_BYTES, WARM_BYTES

pytestmark = pytest.mark.browser

# With a token of its own, which has the server read the rest before it says no.
HALF_A_FORM = (
    b"POST /entrer/ HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Cookie: csrftoken=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nContent-Length: 100\r\n\r\naddress="
)


def test_an_answer_lost_on_the_way_publishes_once(visitor, server: Server):
    lea = visitor()
    lea.expected_troubles = ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]
    lea.enter("Léa")
    say_need(lea, "Quelqu’un pour fendre mon bois à Songeons")
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
def test_a_page_arrives_in_one_round_trip(visitor, path):
    somebody = visitor()
    line = somebody.context.new_cdp_session(somebody.page)
    line.send("Network.enable")
    waiting: set[str] = set()
    received: list[float] = []

    def hear_request(event: dict) -> None:
        # Photos and maps come after: the page is whole without them.
        if re.search(r"\.webp$|/carte\.svg", event["request"]["url"]):
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
