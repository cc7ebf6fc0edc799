from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from campagnon.journal.models import Entry
from campagnon.territories.actions import leave_interest, open_territory, usual_name
from campagnon.territories.models import Commune, CommuneName, Epci, Neighbour, Territory
from tests.cast import commune
from tests.reference import PICARDIE_VERTE, PORTES_DE_SOLOGNE

pytestmark = pytest.mark.django_db

AUMALE_BLANGY = "200069722"


def said(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_opening_a_territory_names_it_signs_it_and_brings_its_neighbours(mme_roux):
    aumale, blangy = commune("Aumale", "76"), commune("Blangy-sur-Bresle", "76")
    assert Neighbour.objects.minutes(aumale, blangy) is None
    territory = open_territory(AUMALE_BLANGY, by=mme_roux, phone="02 35 00 00 00")
    assert (territory.name, territory.slug) == ("Aumale - Blangy-sur-Bresle", "aumale-blangy-sur-bresle")
    assert (territory.opened_by, territory.phone) == (mme_roux, "02 35 00 00 00")
    assert territory in Territory.objects.open()
    assert Neighbour.objects.minutes(aumale, blangy) == Neighbour.objects.minutes(blangy, aumale) == 25
    entry = Entry.objects.get(verb="territory.opened", by=mme_roux)
    assert entry.target_id == int(AUMALE_BLANGY)


def test_opening_twice_changes_nothing():
    before = Entry.objects.count(), Neighbour.objects.count()
    again = open_territory(PICARDIE_VERTE, name="Autre nom")
    assert again.name == "Picardie Verte"
    assert (Entry.objects.count(), Neighbour.objects.count()) == before


def test_opening_an_unknown_grouping_is_refused():
    with pytest.raises(Epci.DoesNotExist):
        open_territory("123456789")


def test_two_territories_of_one_name_have_two_addresses():
    territory = open_territory(AUMALE_BLANGY, name="Picardie Verte")
    assert territory.slug == f"picardie-verte-{AUMALE_BLANGY}"


@pytest.mark.parametrize(
    ("official", "usual"),
    [
        ("Communauté de communes de la Picardie Verte", "Picardie Verte"),
        ("Communauté de communes des Portes de Sologne", "Portes de Sologne"),
        ("Communauté de communes d’Erdre et Gesvres", "Erdre et Gesvres"),
        ("Communauté d’agglomération du Pays de l’Or", "Pays de l’Or"),
        ("Communauté de communes entre Beauce et Perche", "Entre Beauce et Perche"),
        ("Toulouse Métropole", "Toulouse Métropole"),
    ],
)
def test_usual_name(official, usual):
    assert usual_name(official) == usual


def test_interest_is_counted_per_commune():
    aumale, dieppe = commune("Aumale", "76"), commune("Dieppe", "76")
    leave_interest(aumale)
    leave_interest(aumale)
    assert (aumale.interests.count(), dieppe.interests.count()) == (2, 0)


def test_command_lists_the_open_territories():
    assert said("territory", "list") == (
        f"{PICARDIE_VERTE}  picardie-verte  Picardie Verte\n"
        f"{PORTES_DE_SOLOGNE}  portes-de-sologne  Portes de Sologne\n"
    )


def test_command_opens_a_territory_once():
    expected = "Aumale - Blangy-sur-Bresle est ouvert : 44 communes, /territoires/aumale-blangy-sur-bresle/\n"
    assert said("territory", "open", "200 069 722") == expected
    assert said("territory", "open", AUMALE_BLANGY) == (
        "Aumale - Blangy-sur-Bresle est déjà ouvert : /territoires/aumale-blangy-sur-bresle/\n"
    )


def test_command_refuses_an_unknown_siren_in_a_sentence():
    with pytest.raises(CommandError, match="Aucune intercommunalité n’a le SIREN « 123 »"):
        call_command("territory", "open", "123")


def test_command_wants_the_communes_first():
    Territory.objects.all().delete()
    for model in (CommuneName, Commune):
        model.objects.all()._raw_delete("default")
    with pytest.raises(CommandError, match="lancez d’abord « load_reference »"):
        call_command("territory", "open", PICARDIE_VERTE)


def test_neighbours_command_says_how_many_and_how_long():
    assert said("neighbours").startswith(f"{Neighbour.objects.count()} paires de communes voisines, en ")
