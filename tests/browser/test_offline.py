"""At the edge of a zone blanche: what still opens without a network, and what is typed during a cut."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

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
    for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname);
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


def test_a_form_waits_on_its_own_page_and_leaves_by_itself(caller, server: Server):
    """The telephone knows that it has no network: nothing moves, the focus neither, until it has one."""
    karim = caller()
    exchange = open_exchange(karim)
    words = "Je prends la tondeuse et un bidon d’essence plein."
    karim.write("Votre message", words)
    karim.context.set_offline(True)
    button = karim.page.get_by_role("button", name="Envoyer", exact=True)
    button.focus()
    button.press("Enter")
    expect(karim.page.get_by_role("status").filter(has_text=KEPT)).to_be_visible()
    expect(button).to_be_focused()
    expect(karim.page.get_by_label("Votre message")).to_have_value(words)
    karim.look()
    karim.context.set_offline(False)
    expect(karim.page.locator(".letter").filter(has_text=words)).to_have_count(1)
    expect(karim.page.get_by_label("Votre message")).to_have_value("")
    assert karim.path == exchange
    assert messages_of(server, words) == 1


def test_two_tabs_send_once(caller, server: Server):
    karim = caller()
    exchange = open_exchange(karim)
    words = "Je sonnerai deux fois en arrivant."
    other = karim.context.new_page()
    other.goto(exchange)
    karim.write("Votre message", words)
    karim.context.set_offline(True)
    karim.page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(karim.page.get_by_text(KEPT)).to_be_visible()
    expect(other.get_by_text(KEPT)).to_be_visible()
    karim.context.set_offline(False)
    for page in (karim.page, other):
        expect(page.get_by_text(KEPT)).to_have_count(0)
    expect(karim.page.locator(".letter").filter(has_text=words)).to_have_count(1)
    karim.page.wait_for_timeout(500)
    assert messages_of(server, words) == 1


def test_the_offline_page_says_that_what_was_sent_has_arrived(caller, line: Line):
    """The server acted and said so; the page that it leads to was cut off."""
    karim = caller()
    open_exchange(karim)
    karim.write("Votre message", "Je passe par le bois.")
    karim.context.set_offline(True)
    karim.page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(karim.page.get_by_text(KEPT)).to_be_visible()
    [one] = karim.page.evaluate("Object.values(JSON.parse(localStorage['campagnon:away']))")
    karim.context.add_cookies([{"name": "recu", "value": dict(one["body"])["_once"], "url": line.address}])
    karim.page.goto("/mon-espace/")
    karim.sees("Pas de réseau ?")
    expect(karim.page.get_by_text("Votre envoi est bien arrivé.")).to_be_visible()
    expect(karim.page.get_by_text(KEPT)).to_have_count(0)
    assert "bois" not in stored(karim)


def test_the_button_that_was_pressed_says_where_a_form_goes(caller):
    karim = caller()
    exchange = open_exchange(karim)
    form = karim.page.locator("form[data-keep^='message-']")
    form.evaluate("""form => form.append(Object.assign(document.createElement("button"),
        { name: "said", value: "no", textContent: "Plutôt non", formAction: "/ailleurs/" }))""")
    karim.write("Votre message", "Oui ou non ?")
    karim.context.set_offline(True)
    sent = []
    for button in ("Envoyer", "Plutôt non"):
        karim.page.get_by_role("button", name=button, exact=True).click()
        [one] = karim.page.evaluate("Object.values(JSON.parse(localStorage['campagnon:away']))")
        body = {name: value for name, value in one["body"] if name != "_once"}
        sent.append((urlsplit(one["action"]).path, body))
    assert sent == [
        (f"{exchange}messages/", {"body": "Oui ou non ?"}),
        ("/ailleurs/", {"body": "Oui ou non ?", "said": "no"}),
    ]
    karim.page.get_by_role("button", name="Ne pas envoyer").click()


def test_what_one_does_not_want_to_send_is_not_sent(caller, server: Server):
    karim = caller()
    open_exchange(karim)
    words = "Finalement je viendrai à pied."
    karim.write("Votre message", words)
    karim.context.set_offline(True)
    karim.page.get_by_role("button", name="Envoyer", exact=True).click()
    karim.page.get_by_role("button", name="Ne pas envoyer").click()
    expect(karim.page.get_by_text(KEPT)).to_have_count(0)
    karim.context.set_offline(False)
    karim.page.wait_for_timeout(500)
    expect(karim.page.get_by_label("Votre message")).to_have_value(words)
    assert messages_of(server, words) == 0


def test_a_session_that_ran_out_sends_nothing_until_its_owner_is_back(caller, server: Server):
    karim = caller()
    exchange = open_exchange(karim)
    words = "J’apporte aussi un grand râteau."
    karim.write("Votre message", words)
    karim.context.clear_cookies(name="campagnon")
    karim.press("Envoyer")
    assert karim.path == "/entrer/"
    assert messages_of(server, words) == 0
    # Somebody else at the same device neither sees it nor sends it.
    expect(karim.page.get_by_text("râteau")).to_have_count(0)
    karim.open("/demo/")
    karim.page.get_by_role("button", name=re.compile("Karim")).click()
    expect(karim.page).to_have_url(re.compile(exchange))
    expect(karim.page.locator(".letter").filter(has_text=words)).to_have_count(1)
    assert messages_of(server, words) == 1


def test_somebody_else_at_the_same_device_finds_and_sends_nothing(caller, server: Server):
    karim = caller()
    exchange = open_exchange(karim)
    words = "Je mets mes bottes."
    karim.write("Votre message", words)
    karim.context.set_offline(True)
    karim.page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(karim.page.get_by_text(KEPT)).to_be_visible()
    karim.page.close()
    karim.context.clear_cookies(name="campagnon")
    karim.context.set_offline(False)
    karim.page = karim.context.new_page()
    karim.enter("Léa")
    karim.open(exchange)
    expect(karim.page.get_by_text(KEPT)).to_have_count(0)
    expect(karim.page.get_by_label("Votre message")).to_have_value("")
    assert "bottes" not in stored(karim)
    assert messages_of(server, words) == 0


def test_a_page_that_waited_too_long_loses_nothing(caller, server: Server):
    karim = caller()
    open_exchange(karim)
    words = "Il faudra bien deux passages."
    karim.write("Votre message", words)
    karim.context.clear_cookies(name="csrftoken")
    karim.press("Envoyer")
    karim.sees("Votre page a attendu trop longtemps")
    karim.sees(words)
    assert messages_of(server, words) == 0
    karim.press("Envoyer de nouveau")
    expect(karim.page.locator(".letter").filter(has_text=words)).to_have_count(1)
    expect(karim.page.get_by_text("Gardé sur cet appareil")).to_have_count(0)
    assert messages_of(server, words) == 1


def test_who_signs_out_leaves_nothing_behind(caller, line: Line):
    karim = caller()
    karim.enter("Karim")
    settled(karim, "/hors-ligne/", "/mes-rendez-vous/")
    karim.open("/mon-compte/")
    karim.press("Me déconnecter")
    settled(karim, "/hors-ligne/")
    assert "Karim" not in stored(karim)
    line.cut()
    for address in ("/mes-rendez-vous/", "/mon-espace/"):
        karim.page.goto(address)
        karim.sees("Pas de réseau ?")
        expect(karim.page.get_by_role("link", name="Mes rendez-vous")).to_be_hidden()
        expect(karim.page.get_by_text("Léa")).to_have_count(0)


def test_a_counter_machine_keeps_nothing(caller, line: Line):
    machine = caller()
    machine.enter("Karim")
    settled(machine, "/hors-ligne/", "/mes-rendez-vous/")
    machine.enter("Odile")
    settled(machine)
    workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    for _try in range(20):
        if machine.page.evaluate(workers) == 0:
            break
        machine.page.wait_for_timeout(250)
    assert machine.page.evaluate(workers) == 0
    machine.open("/offre/")
    machine.write(re.compile("Votre offre|mots"), "Je garde les clés")
    machine.page.wait_for_timeout(300)
    assert stored(machine) == "{}{}"


def open_exchange(karim: Visitor) -> str:
    """Karim opens his next visit's exchange with Léa, on a device that is his."""
    karim.enter("Karim")
    settled(karim, "/hors-ligne/", "/mes-rendez-vous/")
    karim.page.locator("main a.big[href^='/echanges/']").first.click()
    karim.look()
    karim.page.wait_for_load_state("networkidle")
    return karim.path


def stored(somebody: Visitor) -> str:
    return somebody.page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")


def messages_of(server: Server, words: str) -> int:
    counted = (
        "from campagnon.exchanges.models import Message; print(Message.objects.filter(body={!r}).count())"
    )
    return int(server.manage("shell", "-v0", "-c", counted.format(words)).strip().splitlines()[-1])
