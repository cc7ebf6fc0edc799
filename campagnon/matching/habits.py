"""How somebody usually answers, over the last six months; messages too recent to judge do not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models.functions import Coalesce

from campagnon.matching.models import Suggestion

WINDOW = timedelta(days=182)
TOO_RECENT = timedelta(days=2)
NOT_ENOUGH = 3


@dataclass(frozen=True)
class Habit:
    """What is known of somebody's answers."""

    asked: int = 0
    answered: int = 0
    median_delay: timedelta | None = None

    @property
    def is_known(self) -> bool:
        return self.asked >= NOT_ENOUGH

    @property
    def is_reliable(self) -> bool:
        return self.is_known and self.answered * 2 >= self.asked


def habits_of(helper_ids: Iterable[int], *, now: datetime) -> dict[int, Habit]:
    """The habit of each helper asked at least once, in one query."""
    asked = Suggestion.objects.filter(helper_id__in=list(helper_ids), asked_at__gte=now - WINDOW)
    last_asked_at = Coalesce("asked_again_at", "asked_at")
    rows = asked.values_list("helper_id", last_asked_at, "answered_at", "ended_at")
    delays: dict[int, list[timedelta | None]] = {}
    for helper_id, asked_at, answered_at, ended_at in rows:
        if answered_at:
            delays.setdefault(helper_id, []).append(answered_at - asked_at)
        elif (ended_at or now) - asked_at >= TOO_RECENT:
            delays.setdefault(helper_id, []).append(None)
    return {helper_id: _habit(found) for helper_id, found in delays.items()}


def _habit(delays: list[timedelta | None]) -> Habit:
    answered = sorted(delay for delay in delays if delay is not None)
    return Habit(len(delays), len(answered), median(answered) if answered else None)
