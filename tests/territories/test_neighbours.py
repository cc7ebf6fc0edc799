import pytest
from django.db import connection

from campagnon.territories.models import Commune, LoadedReference, Neighbour
from campagnon.territories.nearness import REACH_MINUTES
from campagnon.territories.neighbours import rebuild_open_neighbours, store_country_neighbours
from campagnon.territories.travel import km_between, minutes_between
from tests.cast import commune
from tests.reference import PICARDIE_VERTE

# What each engine says of a walk along the key, and of a sort.
PLANS = {
    "sqlite": ("USING PRIMARY KEY (here_id=?)", "TEMP B-TREE"),
    "postgresql": ("Index Cond: (here_id =", "Sort"),
}
pytestmark = pytest.mark.django_db


def rows(here: Commune) -> list[tuple[int, int, int]]:
    found = Neighbour.objects.filter(here=here).order_by("ord")
    return list(found.values_list("ord", "other_id", "minutes"))


def by_hand(here: Commune) -> list[tuple[int, int]]:
    """Every commune within reach and its minutes, found by measuring all 34,875."""
    measured = [
        (minutes_between(here.place, other.place), km_between(here.place, other.place), other.pk)
        for other in Commune.objects.current()
        if other != here
    ]
    return [(pk, minutes) for minutes, _km, pk in sorted(measured) if minutes <= REACH_MINUTES]


def test_distance_known_from_the_map():
    grandvilliers, dieppe = commune("Grandvilliers"), commune("Dieppe", "76")
    # 67.9 km from centre to centre; ours are measured from town hall to town hall.
    assert km_between(grandvilliers.place, dieppe.place) == pytest.approx(67.9, abs=0.5)
    assert minutes_between(grandvilliers.place, dieppe.place) == 80


def test_neighbours_of_an_open_commune_are_all_that_lie_within_reach():
    songeons = commune("Songeons")
    expected = [(1, songeons.pk, 5)]
    expected += [(rank, other, minutes) for rank, (other, minutes) in enumerate(by_hand(songeons), start=2)]
    assert rows(songeons) == expected
    assert len(expected) > 500


def test_neighbours_of_a_commune_across_the_border_are_the_open_ones_and_itself():
    aumale = commune("Aumale", "76")
    opened = set(Commune.objects.in_open_territory().values_list("pk", flat=True))
    reachable = [(other, minutes) for other, minutes in by_hand(aumale) if other in opened]
    expected = [(1, aumale.pk, 5)]
    expected += [(rank, other, minutes) for rank, (other, minutes) in enumerate(reachable, start=2)]
    assert rows(aumale) == expected
    assert len(expected) > 80


def test_neighbours_of_a_commune_far_from_everything_open_are_itself():
    marseille = commune("Marseille", "13")
    assert rows(marseille) == [(1, marseille.pk, 5)]


def test_pairs_are_the_same_from_both_ends():
    songeons, aumale, marseille = commune("Songeons"), commune("Aumale", "76"), commune("Marseille", "13")
    there = Neighbour.objects.minutes(songeons, aumale)
    assert there == Neighbour.objects.minutes(aumale, songeons)
    assert there == minutes_between(songeons.place, aumale.place)
    assert Neighbour.objects.minutes(songeons, songeons) == 5
    assert Neighbour.objects.minutes(songeons, marseille) is None


def test_every_commune_is_its_own_first_neighbour():
    assert Neighbour.objects.filter(ord=1).count() == Commune.objects.count()


def test_rebuilding_changes_nothing():
    songeons, aumale = commune("Songeons"), commune("Aumale", "76")
    before = Neighbour.objects.count(), rows(songeons), rows(aumale)
    rebuild_open_neighbours()
    assert (Neighbour.objects.count(), rows(songeons), rows(aumale)) == before


def test_minutes_can_be_replaced_in_one_place(monkeypatch):
    monkeypatch.setattr("campagnon.territories.nearness.minutes_between", lambda here, other: 25)
    rebuild_open_neighbours()
    assert {minutes for rank, _other, minutes in rows(commune("Songeons")) if rank > 1} == {25}


def test_the_whole_country_gives_neighbours_to_communes_far_from_everything_open():
    keep = ("Marseille", "Aubagne", "Songeons", "Aumale", "Beauvais", "Paris", "Dieppe")
    Commune.objects.exclude(name__in=keep).update(retired_on="2026-01-01")
    marseille, aubagne = commune("Marseille", "13"), commune("Aubagne", "13")
    assert list(store_country_neighbours()) == [Commune.objects.current().count()]
    minutes = minutes_between(marseille.place, aubagne.place)
    assert rows(marseille) == [(1, marseille.pk, 5), (2, aubagne.pk, minutes)]
    assert LoadedReference.objects.get().country_neighbours_at is not None


def test_nearest_are_read_in_order_without_sorting():
    songeons = commune("Songeons")
    plan = Neighbour.objects.filter(here=songeons).order_by("ord")[:20].explain()
    walks, sorts = PLANS[connection.vendor]
    assert walks in plan
    assert sorts not in plan


def test_open_communes_are_those_of_both_pilots():
    opened = Commune.objects.in_open_territory()
    assert opened.count() == 95
    assert opened.filter(epci=PICARDIE_VERTE).count() == 88
