"""Who is on the telephone: by how any word of a name begins, by a number however it is written."""

import pytest

from campagnon.desk.finding import find_people
from campagnon.desk.models import NameWord
from campagnon.people.actions import close_account, update_account
from campagnon.territories.models import Territory
from tests.cast import open_account
from tests.reference import PORTES_DE_SOLOGNE

pytestmark = pytest.mark.django_db


@pytest.fixture
def marie_line(db):
    return open_account("Marie-Line", "Pruvôt-d’Hérouël", "Gerberoy", phone="+33639981004")


@pytest.mark.parametrize(
    "typed",
    ["Marcelle D", "delattre marcelle", "MARC", "  marcelle   delattre ", "DEL"]
    + ["03 53 01 44 10", "0353014410", "03.53.01", "+33 3 53 01 44 10", "+3335301"],
)
def test_marcelle_is_found(here, marcelle, typed):
    assert find_people(typed, here) == [marcelle]


@pytest.mark.parametrize("typed", ["marie line", "line-marie", "Pruvot", "HEROUEL", "d'her", "0639981004"])
def test_accents_hyphens_and_apostrophes_do_not_matter(here, marie_line, typed):
    assert find_people(typed, here) == [marie_line]


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "M", "M D", "attre", "Marcelle Dupont", "035", "0353014411", "%", "*", "?"]
)
def test_nobody_is_found(here, marcelle, typed):
    assert find_people(typed, here) == []


def test_two_of_a_household_share_a_landline(here, marcelle):
    paul = open_account("Paul", "Delattre", "Gerberoy", email=None, call_phone=marcelle.call_phone)
    assert find_people("03 53 01 44 10", here) == [marcelle, paul]


def test_those_of_another_territory_are_not_found(marcelle, monday):
    sologne = Territory.objects.get(pk=PORTES_DE_SOLOGNE)
    assert find_people("Marcelle", sologne) == find_people("0353014410", sologne) == []


def test_nine_at_most_each_with_its_key(counter):
    for number in range(11):
        open_account("Aline", f"Petit{'abcdefghijk'[number]}", "Songeons")
    found = counter.post("/guichet/territoires/picardie-verte/recherche/", {"who": "aline"}).json()["trouves"]
    assert found.count('name="person"') == 9
    assert "<kbd>9</kbd>" in found


def test_the_words_follow_the_name(here, marcelle):
    update_account(
        marcelle, first_name="Marcelle", last_name="Dubois", commune=marcelle.commune, prefers="call"
    )
    assert find_people("Delattre", here) == []
    assert find_people("Dubois", here) == [marcelle]
    close_account(marcelle, by=marcelle)
    assert NameWord.objects.filter(person=marcelle).count() == 0


def test_a_closed_account_is_not_found(here, marcelle):
    close_account(marcelle, by=marcelle)
    assert find_people("Marcelle", here) == find_people("0353014410", here) == []
