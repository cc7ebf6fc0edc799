"""How somebody usually answers, over the last six months; messages too recent to judge do not count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from campagnon.channels.hands import BY_HAND
from campagnon.channels.models import Delivery
from campagnon.matching.fairness import FAIR, fair_delay
from campagnon.matching.models import Suggestion

WINDOW = timedelta(days=182)
TOO_RECENT = FAIR
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


@dataclass(frozen=True)
class Asked:
    """One question to one helper: since when it could be read, and in how long it was answered, if it was."""

    helper_id: int
    asked_at: datetime
    delay: timedelta | None


def habits_of(helper_ids: Iterable[int], *, now: datetime) -> dict[int, Habit]:
    """The habit of each helper asked at least once, in one query."""
    delays: dict[int, list[timedelta | None]] = {}
    for one in judged(Suggestion.objects.filter(helper_id__in=list(helper_ids)), now=now):
        delays.setdefault(one.helper_id, []).append(one.delay)
    return {helper_id: _habit(found) for helper_id, found in delays.items()}


def judged(suggestions: QuerySet[Suggestion], *, now: datetime) -> Iterator[Asked]:
    """The questions of the window that tell something: answered, or left so for a fair time, oldest first.

    What nobody has said yet to somebody who must be called was not asked. What ended before its time, the
    need being served or the offer at rest, is not held against anybody.
    """
    letter = Delivery.objects.filter(key=Concat(Value("ask-"), OuterRef("token")), channel__in=BY_HAND)
    rows = (
        suggestions.filter(asked_at__gte=now - WINDOW)
        .annotate(
            last_asked=Coalesce("asked_again_at", "asked_at"),
            said_at=Subquery(letter.values("sent_at")[:1]),
            waits_for_hands=Exists(letter.filter(sent_at=None)),
        )
        .order_by("last_asked", "pk")
        .values_list(
            "helper_id", "last_asked", "said_at", "waits_for_hands", "answered_at", "ended_at",
            "offer__paused_at", "offer__rested_at", "helper__commune__department",
        )
    )  # fmt: skip
    for helper_id, asked_at, said_at, waits, answered_at, *ends, department in rows:
        begins = max(asked_at, said_at) if said_at else asked_at
        if answered_at:
            delay = fair_delay(begins, answered_at, department=department or "")
            yield Asked(helper_id, begins, delay)
            continue
        ended_at = min((moment for moment in ends if moment), default=now)
        if not waits and fair_delay(begins, ended_at, department=department or "") >= TOO_RECENT:
            yield Asked(helper_id, begins, None)


def _habit(delays: list[timedelta | None]) -> Habit:
    answered = sorted(delay for delay in delays if delay is not None)
    return Habit(len(delays), len(answered), median(answered) if answered else None)
