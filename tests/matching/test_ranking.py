"""Among equals in distance, those who answer come first."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from campagnon.catalogue.models import Service
from campagnon.matching.actions.ranking_again import refresh_ranks, refresh_ranks_daily
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.nearest import helpers_near
from campagnon.matching.ranking import BEST, LAST, MIDDLE, rank_of
from campagnon.notices.models import Need, Offer, OfferedService
from campagnon.people.models import User
from tests.conftest import MONDAY
from tests.exchanges.conftest import offer_mowing

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("asked", "answered", "delay", "rank"),
    [
        (0, 0, None, MIDDLE),
        (2, 0, None, MIDDLE),
        (3, 0, None, LAST),
        (3, 3, timedelta(0), BEST),
        (4, 2, timedelta(days=1), 54),
        (4, 4, timedelta(days=3), 18),
        (4, 4, 12 * HOUR, 14),
    ],
)
def test_a_rank_says_whether_then_how_fast_somebody_answers(asked, answered, delay, rank):
    assert rank_of(asked=asked, answered=answered, median_delay=delay) == rank


def test_answering_more_or_faster_never_ranks_lower():
    for asked in range(3, 20):
        ranks = [rank_of(asked=asked, answered=n, median_delay=5 * HOUR) for n in range(1, asked + 1)]
        assert ranks == sorted(ranks, reverse=True)
        by_delay = [rank_of(asked=asked, answered=asked, median_delay=h * HOUR) for h in range(60)]
        assert by_delay == sorted(by_delay)
        assert min(ranks) >= BEST and max(ranks) <= LAST


@pytest.fixture
def offers(monday, karim, nadia) -> tuple[Offer, Offer]:
    """Two offers of mowing in the same commune."""
    nadia.commune = karim.commune
    nadia.save()
    return offer_mowing(karim), offer_mowing(nadia)


def ask(need: Need, offer: Offer, *, hours_to_answer: float | None) -> None:
    asked_at = MONDAY - timedelta(days=10)
    answer = {}
    if hours_to_answer is not None:
        answer = {"answer": Answer.NO, "answered_at": asked_at + hours_to_answer * HOUR}
    Suggestion.objects.create(
        need=need, offer=offer, helper=offer.author, minutes=5, asked_at=asked_at, **answer
    )


def old_needs(author: User, count: int) -> list[Need]:
    fields = {
        "author": author,
        "service": Service.objects.get(slug="tonte"),
        "words": "x",
        "modes": 1,
        "next_step_at": MONDAY,
    }
    return [Need.objects.create(commune=author.commune, **fields) for _ in range(count)]


def ranks(*offers: Offer) -> list[int]:
    return [OfferedService.objects.get(offer=offer).rank for offer in offers]


def test_refreshed_ranks_put_who_answers_before_who_does_not(offers, lea):
    karims, nadias = offers
    for need in old_needs(lea, 3):
        ask(need, karims, hours_to_answer=None)
        ask(need, nadias, hours_to_answer=1)
    assert ranks(*offers) == [MIDDLE, MIDDLE]
    assert refresh_ranks(now=MONDAY) == 2
    assert ranks(*offers) == [LAST, 10]
    mowing = Service.objects.get(slug="tonte").pk
    found = [near.pk for near in helpers_near(karims.commune_id, mowing)]
    assert found == [nadias.pk, karims.pk]


def test_refreshing_again_changes_nothing(offers, lea):
    for need in old_needs(lea, 3):
        ask(need, offers[0], hours_to_answer=2)
    assert (refresh_ranks(now=MONDAY), refresh_ranks(now=MONDAY)) == (1, 0)


def test_after_six_months_without_a_request_somebody_is_new_again(offers, lea):
    for need in old_needs(lea, 3):
        ask(need, offers[0], hours_to_answer=None)
    refresh_ranks(now=MONDAY)
    assert ranks(offers[0]) == [LAST]
    refresh_ranks(now=MONDAY + timedelta(days=190))
    assert ranks(offers[0]) == [MIDDLE]


def test_the_clock_refreshes_once_a_day(offers, lea):
    cache.clear()
    for need in old_needs(lea, 3):
        ask(need, offers[0], hours_to_answer=None)
    assert [refresh_ranks_daily(now=MONDAY) for _ in range(2)] == [1, 0]
    OfferedService.objects.update(rank=MIDDLE)
    assert refresh_ranks_daily(now=MONDAY) == 0
    cache.clear()
    assert refresh_ranks_daily(now=MONDAY) == 1


def test_people_are_ranked_in_batches(offers, lea, monkeypatch):
    monkeypatch.setattr("campagnon.matching.actions.ranking_again.PEOPLE_AT_A_TIME", 1)
    for one in old_needs(lea, 3):
        for offer in offers:
            ask(one, offer, hours_to_answer=None)
    assert refresh_ranks(now=MONDAY) == 2
