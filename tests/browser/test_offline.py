"""At the edge of a zone blanche: what still opens without a network, and what is typed during a cut."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.line import Line, line_to
from tests.browser.server import Server
from tests.browser.test_journeys import needs_of, say_need
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

CUT = ["Failed to load resource", "net::ERR_", "Failed to fetch"]
KEPT = "Gardé sur cet appareil. Nous l’enverrons dès que le réseau revient."
KEYS_OF_CACHES = """async () => {
  const addresses = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) addresses.push(new URL(request.url).pathname);
  return addresses.filter((one) => !one.startsWith("/static/")).sort();
}"""


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    with line_to(server.address) as line:
        yield line


@pytest.fixture
def caller(browser: Browser, line: Line) -> Iterator[Callable[[], Visitor]]:
    """A visitor at the end of the line."""
    come: list[Visitor] = []

    def arrive() -> Visitor:
        come.append(Visitor(browser, line.address))
        come[-1].expected_troubles = CUT
        return come[-1]

    yield arrive
    for one in come:
        one.close()


def settled(somebody: Visitor, *addresses: str) -> None:
    """Wait until exactly these pages are kept on the device."""
    for _ in range(100):
        if somebody.page.evaluate(KEYS_OF_CACHES) == sorted(addresses):
            return
        somebody.page.wait_for_timeout(100)
    assert somebody.page.evaluate(KEYS_OF_CACHES) == sorted(addresses)


def test_my_visits_are_read_without_a_network(caller, line: Line):
    karim = caller()
    karim.enter("Karim")
    settled(karim, "/hors-ligne/", "/mes-rendez-vous/")
    line.cut()
    karim.page.goto("/mon-espace/")
    karim.sees("Pas de réseau ?")
    expect(karim.page.locator("main .number")).to_have_attribute("href", re.compile(r"^tel:\+33"))
    karim.page.get_by_role("link", name="Mes rendez-vous").click()
    karim.sees("Cette page se lit aussi sans réseau.")
    expect(karim.page.locator(".slip .number").first).to_have_attribute("href", re.compile(r"^tel:\+33"))
    line.mend()
    karim.follow("Mon espace")
    karim.sees("Bonjour Karim")


def test_a_form_of_a_cut_is_sent_once_when_the_line_is_back(caller, line: Line, server: Server):
    lea = caller()
    lea.enter("Léa")
    settled(lea, "/hors-ligne/", "/mes-rendez-vous/")
    say_need(lea, "Quelqu’un pour ranger mon bois à Songeons")
    before = needs_of(server, "Léa")
    line.cut()
    lea.page.get_by_role("button", name="Publier mon besoin").click()
    lea.sees(KEPT)
    lea.sees("Pas de réseau ?")
    assert needs_of(server, "Léa") == before
    line.mend()
    lea.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(lea.page).to_have_url(re.compile("/besoins/"))
    assert needs_of(server, "Léa") == before + 1
    lea.open("/mon-espace/")
    expect(lea.page.get_by_text(KEPT)).to_have_count(0)
    assert needs_of(server, "Léa") == before + 1


def test_a_form_whose_answer_was_lost_is_sent_again_and_acts_once(caller, line: Line, server: Server):
    lea = caller()
    lea.enter("Léa")
    settled(lea, "/hors-ligne/", "/mes-rendez-vous/")
    say_need(lea, "Quelqu’un pour tondre ma pelouse à Songeons")
    before = needs_of(server, "Léa")
    line.lose_answers()
    lea.page.get_by_role("button", name="Publier mon besoin").click()
    lea.sees(KEPT)
    assert needs_of(server, "Léa") == before + 1
    line.mend()
    lea.page.goto("/classement/")
    expect(lea.page).to_have_url(re.compile("/besoins/"))
    assert needs_of(server, "Léa") == before + 1
