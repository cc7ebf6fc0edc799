"""What a commune's board shows: open, covered, the nearest first."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.matching.board import (
    BOARD_NEEDS,
    BOARD_OFFERS,
    BOARD_REACH_MINUTES,
    needs_around,
    offers_around,
)
from campagnon.notices.models import Need, Offer
from campagnon.people.models import Professional
from tests.cast import commune
from tests.matching.scattering import neighbours_of, plan_of, scatter_needs, scatter_offers

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> int:
    return commune("Songeons").pk


@pytest.fixture
def near(here) -> dict[int, tuple[int, int]]:
    """Rank and minutes of each commune around."""
    return {other: (order, minutes) for order, other, minutes in neighbours_of(here)}


def test_needs_within_half_an_hour_come_nearest_then_newest_first(karim, here, near):
    needs = scatter_needs(Random(3), karim, list(near), 600)
    expected = sorted(
        (near[need.commune_id], -need.published_at.timestamp(), need.pk)
        for need in needs
        if need.is_open and near[need.commune_id][1] <= BOARD_REACH_MINUTES
    )
    assert len(expected) < len([need for need in needs if need.is_open])
    found = [(need.pk, minutes) for need, minutes in needs_around(here, limit=1000)]
    assert found == [(pk, minutes) for (_, minutes), _, pk in expected]
    assert [(need.pk, minutes) for need, minutes in needs_around(here, limit=12)] == found[:12]


def test_offers_shown_are_open_and_reach_the_commune(joel, here, near):
    scatter_offers(Random(4), joel, list(near), 600)
    paused, withdrawn = Offer.objects.order_by("pk")[:2]
    for offer, fact in ((paused, "paused_at"), (withdrawn, "withdrawn_at")):
        Offer.objects.filter(pk=offer.pk).update(**{fact: offer.published_at, "commune": here})
    expected = sorted(
        (near[offer.commune_id], -offer.published_at.timestamp(), offer.pk)
        for offer in Offer.objects.open()
        if offer.reach_minutes >= near[offer.commune_id][1]
    )
    assert 0 < len(expected) < 598
    found = [(offer.pk, minutes) for offer, minutes in offers_around(here, limit=1000)]
    assert found == [(pk, minutes) for (_, minutes), _, pk in expected]


def test_a_trade_whose_insurance_has_run_out_leaves_the_board(joel, here):
    on_quote, both = Mode.PRO, Mode.FREE | Mode.PRO
    for modes in (on_quote, both):
        offer = Offer.objects.create(
            author=joel, commune_id=here, words="Je débouche", modes=modes, reach_minutes=30
        )
    shown = [(offer.modes, offer.shown_modes) for offer, _ in offers_around(here, limit=12)]
    assert sorted(shown) == [(on_quote, [Mode.PRO]), (both, [Mode.FREE, Mode.PRO])]
    Professional.objects.update(insured_until=timezone.localdate() - timedelta(days=1))
    [(shown, _minutes)] = offers_around(here, limit=12)
    assert (shown, shown.shown_modes) == (offer, [Mode.FREE])


@pytest.mark.parametrize("count", [1, 3])
def test_a_board_costs_the_same_queries_whatever_it_shows(karim, here, django_assert_num_queries, count):
    scatter_offers(Random(5), karim, [here], count)
    mowing = Service.objects.get(slug="tonte")
    Need.objects.bulk_create(
        Need(author=karim, service=mowing, commune_id=here, words="x", modes=1, next_step_at=timezone.now())
        for _ in range(count)
    )
    with django_assert_num_queries(2):
        shown = needs_around(here, limit=12)
        assert {need.author.first_name + need.commune.name + need.service.sector.label for need, _ in shown}
    with django_assert_num_queries(3):
        offers = offers_around(here, limit=12)
        assert [offer.author.first_name for offer, _ in offers] == ["Karim"] * count
        assert all(offer.service_names for offer, _ in offers)


def test_an_empty_board_is_empty(here):
    assert (needs_around(here, limit=12), offers_around(here, limit=12)) == ([], [])


@pytest.mark.parametrize(
    ("queries", "parameters", "table", "index"),
    [
        (BOARD_NEEDS, [BOARD_REACH_MINUTES, 12], "d", "notices_need_board"),
        (BOARD_OFFERS, [12], "o", "notices_offer_board"),
    ],
)
def test_a_board_walks_the_neighbours_and_stops(whole_country, here, queries, parameters, table, index):
    plan = plan_of(queries[connection.vendor], [here, *parameters])
    if connection.vendor == "sqlite":
        assert plan.splitlines() == [
            "SEARCH n USING PRIMARY KEY (here_id=?)",
            f"SEARCH {table} USING INDEX {index} (commune_id=?)",
        ]
    else:
        assert plan.startswith("Limit\n  ->  Nested Loop\n")
        assert index in plan
        assert [bad for bad in ("Hash Join", "Merge Join", "Seq Scan") if bad in plan] == []
