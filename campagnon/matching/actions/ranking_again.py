from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction

from campagnon.matching.habits import Habit, habits_of
from campagnon.matching.ranking import rank_of
from campagnon.notices.models import OfferedService

RHYTHM = timedelta(days=1)
REFRESHED_KEY = "ranks-refreshed"
PEOPLE_AT_A_TIME = 500


def refresh_ranks_daily(*, now: datetime) -> int:
    """Refresh the ranks unless it was done within a day: the clock may ask as often as it likes."""
    if not cache.add(REFRESHED_KEY, now.isoformat(), timeout=RHYTHM.total_seconds()):
        return 0
    return refresh_ranks(now=now)


def refresh_ranks(*, now: datetime) -> int:
    """Make each listed service's rank say how its author answers; return how many changed."""
    return sum(_rank_people(people, now) for people in _authors())


def _authors() -> Iterator[list[int]]:
    """Everybody who offers something, in order, so many at a time."""
    authors = OfferedService.objects.values_list("offer__author_id", flat=True).distinct()
    last = 0
    while people := list(
        authors.filter(offer__author_id__gt=last).order_by("offer__author_id")[:PEOPLE_AT_A_TIME]
    ):
        yield people
        last = people[-1]


@transaction.atomic
def _rank_people(people: list[int], now: datetime) -> int:
    habits = habits_of(people, now=now)
    by_rank: dict[int, list[int]] = {}
    for person in people:
        habit = habits.get(person, Habit())
        rank = rank_of(asked=habit.asked, answered=habit.answered, median_delay=habit.median_delay)
        by_rank.setdefault(rank, []).append(person)
    return sum(
        OfferedService.objects.filter(offer__author__in=ranked).exclude(rank=rank).update(rank=rank)
        for rank, ranked in by_rank.items()
    )
