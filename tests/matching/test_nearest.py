"""The two hot queries against a plain search in Python, and the plans that keep them fast."""

from random import Random

import pytest
from django.db import connection

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.matching.nearest import FIND_HELPERS, FIND_NEEDS, Near, helpers_near, needs_near
from campagnon.notices.models import OfferedService
from tests.cast import commune
from tests.matching.scattering import Listed, neighbours_of, plan_of, scatter_needs, scatter_offers

CASES = 300
pytestmark = pytest.mark.django_db


def around(name: str, *, within: int = 60) -> list[int]:
    return [other for _, other, minutes in neighbours_of(commune(name).pk) if minutes <= within]


def brute_force(
    listed: list[Listed], here: list[tuple[int, int, int]], service: int, modes: int
) -> list[tuple[int, int, int, int]]:
    """(distance order, rank, minutes, offer) of all who can help, in the promised order."""
    near = {other: (order, minutes) for order, other, minutes in here}
    found = []
    for row in listed:
        order, minutes = near.get(row.commune_id, (0, 0))
        fits = order and row.is_listed and row.service_id == service and row.modes & modes
        if fits and row.reach_minutes >= minutes:
            found.append((order, row.rank, minutes, row.offer_id))
    return sorted(found)


def test_helpers_are_those_a_plain_search_finds_in_the_same_order(karim):
    random = Random(2026)
    communes = around("Songeons")
    listed = scatter_offers(random, karim, communes, 1500)
    services = sorted({row.service_id for row in listed})
    places = random.sample(communes, 30)
    here = {place: neighbours_of(place) for place in places}
    order_of = {place: {other: order for order, other, _ in neighbours} for place, neighbours in here.items()}
    row_of = {(row.offer_id, row.service_id): row for row in listed}
    for _ in range(CASES):
        place, service = random.choice(places), random.choice(services)
        modes, limit = random.randint(1, 7), random.choice([1, 3, 20, 5000])
        expected = brute_force(listed, here[place], service, modes)
        found = helpers_near(place, service, modes=modes, limit=limit)
        placed = []
        for near in found:
            row = row_of[near.pk, service]
            placed.append((order_of[place][row.commune_id], row.rank, near.minutes))
        assert placed == [case[:3] for case in expected[:limit]]
        if limit > len(expected):
            assert {near.pk for near in found} == {case[3] for case in expected}


def test_needs_are_those_a_plain_search_finds_in_the_same_order(karim):
    random = Random(2027)
    communes = around("Songeons")
    needs = scatter_needs(random, karim, communes, 1500)
    places = random.sample(communes, 30)
    here = {place: {other: (o, m) for o, other, m in neighbours_of(place)} for place in places}
    for _ in range(CASES):
        place, service = random.choice(places), random.choice(needs).service_id
        modes, reach = random.randint(1, 7), random.choice(range(5, 65, 5))
        expected = sorted(
            (here[place][need.commune_id][0], need.published_at, need.pk, here[place][need.commune_id][1])
            for need in needs
            if need.is_open
            and need.service_id == service
            and need.modes & modes
            and need.commune_id in here[place]
            and here[place][need.commune_id][1] <= reach
        )
        found = needs_near(place, service, reach_minutes=reach, modes=modes, limit=5000)
        assert found == [Near(pk, minutes) for _, _, pk, minutes in expected]


def test_a_larger_search_never_returns_fewer(karim):
    random = Random(2028)
    communes = around("Songeons")
    listed = scatter_offers(random, karim, communes, 400)
    scatter_needs(random, karim, communes, 400)
    for service in {row.service_id for row in listed}:
        everybody = helpers_near(communes[0], service, limit=5000)
        for limit in (1, 2, 5, 20, 100):
            # The same people, not only as many: among full equals the engine may choose, but not at random.
            assert [n.minutes for n in helpers_near(communes[0], service, limit=limit)] == [
                n.minutes for n in everybody[:limit]
            ]
        reached: set[int] = set()
        for reach in range(5, 65, 5):
            wider = {n.pk for n in needs_near(communes[0], service, reach_minutes=reach, limit=5000)}
            assert reached <= wider
            reached = wider
        before = {n.pk for n in everybody}
        OfferedService.objects.filter(service_id=service).update(reach_minutes=60)
        assert before <= {n.pk for n in helpers_near(communes[0], service, limit=5000)}


def test_an_offer_of_fifteen_minutes_stops_there(karim):
    songeons = commune("Songeons").pk
    near = {minutes: other for _, other, minutes in reversed(neighbours_of(songeons))}
    listed = scatter_offers(Random(1), karim, [near[15], near[20]], 40)
    OfferedService.objects.update(reach_minutes=15, is_listed=True, modes=Mode.FREE)
    service = listed[0].service_id
    at_fifteen = {r.offer_id for r in listed if (r.service_id, r.commune_id) == (service, near[15])}
    at_twenty = {r.offer_id for r in listed if (r.service_id, r.commune_id) == (service, near[20])}
    assert at_fifteen and at_twenty
    assert {n.pk for n in helpers_near(songeons, service)} == at_fifteen
    assert helpers_near(songeons, service, modes=Mode.PRO) == []


@pytest.mark.parametrize(
    ("queries", "parameters", "index"),
    [(FIND_HELPERS, [7, 20], "notices_offered_search"), (FIND_NEEDS, [7, 200], "notices_need_open")],
)
def test_the_plan_walks_the_neighbours_and_stops(whole_country, queries, parameters, index):
    here, service = commune("Songeons").pk, Service.objects.get(position=0).pk
    before = [here, service] if queries is FIND_HELPERS else [here, 60, service]
    plan = plan_of(queries[connection.vendor], [*before, *parameters])
    if connection.vendor == "sqlite":
        assert plan.splitlines() == [
            "SEARCH n USING PRIMARY KEY (here_id=?)",
            f"SEARCH {'o' if queries is FIND_HELPERS else 'd'} USING COVERING INDEX {index}"
            " (service_id=? AND commune_id=?)",
        ]
    else:
        assert plan.startswith("Limit\n  ->  Nested Loop\n")
        assert f"{index} on " in plan or f"Bitmap Index Scan on {index}" in plan
        assert plan.count("territories_neighbour_pkey") == 1
        for degraded in ("Hash Join", "Merge Join", "Seq Scan", "_id_"):
            assert degraded not in plan


def test_a_search_in_order_of_minutes_would_sort_everything(whole_country):
    """What the two checks above are there to see: the planner left free reads all, then sorts."""
    plan = plan_of(
        "SELECT o.offer_id, n.minutes FROM territories_neighbour n"
        " JOIN notices_offeredservice o ON o.commune_id = n.other_id AND o.reach_minutes >= n.minutes"
        " WHERE n.here_id = %s AND o.service_id = %s AND o.is_listed ORDER BY n.minutes, o.rank LIMIT 20",
        [commune("Songeons").pk, Service.objects.get(position=0).pk],
    )
    assert ("TEMP B-TREE" if connection.vendor == "sqlite" else "->  Sort") in plan
