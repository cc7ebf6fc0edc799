"""The counter by keyboard alone: « Marcelle Delattre, bois à rentrer », and a browser lost in mid-call."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WOOD = "Il me faudrait quelqu’un pour rentrer mon bois avant qu’il gèle"
BOILER = "ma chaudière fait du bruit"
# What docs/desk.md counts with the keystroke-level model.
KEYS, LETTERS_DICTATED = 35, 94
ONE_NEED = """
from campagnon.notices.models import Need
print(Need.objects.filter(author__first_name="Marcelle", words="{words}").count())
"""


class Keyboard:
    """The keys of the counter, each counted, those of the dictated sentence apart."""

    def __init__(self, visitor: Visitor) -> None:
        self.keyboard, self.pressed, self.dictated = visitor.page.keyboard, 0, 0

    def press(self, keys: str) -> None:
        self.keyboard.press(keys)
        self.pressed += len(keys.split("+"))

    def write(self, words: str) -> None:
        self.keyboard.type(words)
        self.pressed += len(words)

    def dictate(self, words: str) -> None:
        self.keyboard.type(words)
        self.dictated += len(words)


def at_the_counter(visitor) -> Visitor:
    """Odile on a screen of the town hall, whichever it is."""
    odile = visitor()
    odile.enter("Odile")
    odile.page.set_viewport_size({"width": 1280, "height": 800})
    odile.page.goto("/guichet/")
    return odile


def published(server: Server, words: str) -> int:
    return int(server.manage("shell", "-v", "0", "-c", ONE_NEED.format(words=words)).split()[-1])


@pytest.mark.parametrize("javascript", [True], ids=["with JavaScript"], indirect=True)
def test_wood_asked_for_marcelle_by_keyboard_alone_and_the_browser_closed_in_between(visitor, server: Server):
    odile = at_the_counter(visitor)
    keys = Keyboard(odile)
    expect(odile.page.get_by_label("Nom ou téléphone")).to_be_focused()
    keys.write("marcelle d")
    keys.press("Enter")
    expect(odile.page).to_have_url(re.compile("/guichet/appels/"))
    expect(odile.page.get_by_label("Ses mots")).to_be_focused()
    keys.dictate(f"{WOOD}, et ma chau")
    expect(odile.page.locator("#garde")).to_contain_text("Gardé")
    odile.context.close()

    odile = at_the_counter(visitor)
    keys.keyboard = odile.page.keyboard
    expect(odile.page).to_have_url(re.compile("/guichet/appels/"))
    expect(odile.page.get_by_label("Ses mots")).to_have_value(f"{WOOD}, et ma chau")
    keys.dictate(BOILER.removeprefix("ma chau"))
    expect(odile.page.locator("#vu-service")).to_contain_text("Rentrer, fendre ou ranger le bois")
    expect(odile.page.locator("#second")).to_contain_text("Chauffage")
    expect(odile.page.locator("#aides")).to_contain_text("Bernard")
    keys.press("F8")
    expect(odile.page.get_by_label("Ses mots")).to_have_value(WOOD)
    keys.press("F3")
    keys.write("samedi")
    expect(odile.page.locator("#vu-quand")).to_contain_text("Samedi")
    keys.press("Control+Enter")
    expect(odile.page.locator("main")).to_contain_text("c’est demandé à")
    expect(odile.page.get_by_label("Ses mots")).to_have_value(BOILER)
    keys.press("Control+Enter")
    expect(odile.page.get_by_label("Ses mots")).to_have_value("")
    expect(odile.page.get_by_label("Note d’appel")).to_be_focused()
    keys.write("clé voisine")
    keys.press("F10")
    expect(odile.page).to_have_url(re.compile("/guichet/territoires/picardie-verte/"))

    assert (keys.pressed, keys.dictated) == (KEYS, LETTERS_DICTATED)
    assert published(server, WOOD) == 1
    assert published(server, BOILER) == 1


def test_the_counter_on_a_telephone_with_and_without_script(visitor, javascript):
    odile = visitor()
    odile.enter("Odile")
    odile.open("/guichet/territoires/picardie-verte/")
    odile.write("Nom ou téléphone", "03 53 01 44 10")
    odile.press("Un appel")
    odile.press(re.compile("Marcelle Delattre"))
    odile.write("Ses mots", "Un peu de repassage jeudi")
    odile.press("Comprendre")
    odile.sees("Repassage")
    odile.write("Note d’appel", "Sa table est cassée")
    odile.press("Noter le rappel")
    odile.sees("Vous rappellerez Marcelle")
    odile.press(re.compile("Raccrocher"))
    for kind in ("besoins", "rappels", "a-dire", "rencontres", "mandats", "recus"):
        odile.open(f"/guichet/territoires/picardie-verte/{kind}/")
