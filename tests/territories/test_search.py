import pytest

from campagnon.territories.models import Commune
from campagnon.territories.search import Match, find_communes, sure_match

pytestmark = pytest.mark.django_db


def names(matches: list[Match]) -> list[str]:
    return [match.commune.qualified_name for match in matches]


def sure(text: str) -> str | None:
    match = sure_match(find_communes(text))
    return match.commune.qualified_name if match else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Songeons", "Songeons (60)"),
        ("  SONGEONS ", "Songeons (60)"),
        ("songeo", "Songeons (60)"),
        ("feuquieres", "Feuquières (60)"),
        ("la ferte st aubin", "La Ferté-Saint-Aubin (45)"),
        ("saint omer en chaussee", "Saint-Omer-en-Chaussée (60)"),
        ("60380 Songeons", "Songeons (60)"),
        ("Sully (60)", "Sully (60)"),
        ("sully 71", "Sully (71)"),
        ("Ajaccio 2a", "Ajaccio (2A)"),
        ("Paris", "Paris (75)"),
        ("97411", "Saint-Paul (974)"),
        ("Bâgé-la-Ville", "Bâgé-Dommartin (01)"),
        ("l'hay les roses", "L’Haÿ-les-Roses (94)"),
    ],
)
def test_one_commune_can_be_meant(typed, expected):
    assert sure(typed) == expected


@pytest.mark.parametrize(
    "typed", ["Sully", "Le Hamel", "St Arnoult", "60210", "602", "Marseille", "songons", "s"]
)
def test_several_communes_can_be_meant(typed):
    assert sure(typed) is None
    assert len(find_communes(typed)) > 1


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzxyz", "00000", "%", "'; --", "🐭", "\x00", "(((", "x" * 5000]
)
def test_nothing_can_be_meant(typed):
    assert find_communes(typed) == []


def test_homonyms_are_told_apart_by_department_the_open_one_first():
    assert names(find_communes("le hamel")) == ["Le Hamel (60)", "Le Hamel (80)"]
    assert [match.is_open for match in find_communes("le hamel")] == [True, False]
    assert names(find_communes("sully"))[:3] == ["Sully (60)", "Sully (71)", "Sully (14)"]


def test_postcode_gives_all_its_communes():
    found = find_communes("60210", limit=50)
    expected = Commune.objects.filter(postcodes__contains="60210")
    assert len(found) == 22
    assert {match.commune for match in found} == set(expected)
    assert names(found)[0] == "Grandvilliers (60)"


def test_beginning_of_a_postcode_gives_communes_of_open_territories_first():
    found = find_communes("602")
    assert len(found) == 12
    assert {match.is_open for match in found} == {True}


def test_part_of_a_name_from_a_word_or_inside_one_in_open_territories():
    assert names(find_communes("aubin"))[0] == "La Ferté-Saint-Aubin (45)"
    assert names(find_communes("villiers"))[0] == "Grandvilliers (60)"
    assert "Villiers (86)" in names(find_communes("villiers"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("La Ferté", "La Ferté-Saint-Aubin (45)"),
        ("Ménestreau", "Ménestreau-en-Villette (45)"),
        ("marcilly", "Marcilly-en-Villette (45)"),
        ("Ligny", "Ligny-le-Ribault (45)"),
        ("marseille", "Marseille-en-Beauvaisis (60)"),
        ("hamel", "Le Hamel (60)"),
    ],
)
def test_short_form_is_looked_for_in_open_territories_first(typed, first):
    assert names(find_communes(typed))[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("songons", "Songeons (60)"),
        ("zongeons", "Songeons (60)"),
        ("granvillié", "Grandvilliers (60)"),
        ("menestrau", "Ménestreau-en-Villette (45)"),
        ("orleens", "Orléans (45)"),
    ],
)
def test_mistyped_name_is_a_guess_and_never_sure(typed, first):
    found = find_communes(typed)
    assert names(found)[0] == first
    assert {match.is_guess for match in found} == {True}
    assert sure_match(found) is None


def test_former_name_is_told():
    (found,) = find_communes("Bâgé-la-Ville")
    assert (found.commune.name, found.former_name) == ("Bâgé-Dommartin", "Bâgé-la-Ville")
    (songeons,) = find_communes("Songeons")
    assert songeons.former_name == ""


def test_commune_that_is_no_more_is_not_found():
    Commune.objects.filter(name="Songeons").update(retired_on="2026-01-01")
    assert names(find_communes("Songeons")) == ["Songeson (39)"]


@pytest.mark.parametrize(
    ("typed", "queries"), [("songeons", 1), ("s", 1), ("60210", 1), ("zongeons", 2), ("", 0)]
)
def test_queries(typed, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        find_communes(typed)
