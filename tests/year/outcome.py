"""What the year must show, and the one line that says it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need
from tests.year import doors
from tests.year.network import Network
from tests.year.silence import Silence, silences


@dataclass(frozen=True)
class Outcome:
    """The figures of a year; `closed_with_reason` in hundredths of the needs."""

    needs: int
    silent_over_48h: int
    duplicates: int
    closed_with_reason: float
    over_budget: int
    by_channel: dict[str, int]
    # Of each need, the longest first.
    silences: tuple[Silence, ...] = field(default=(), compare=False)

    @property
    def keeps_every_promise(self) -> bool:
        return (
            not (self.silent_over_48h or self.duplicates or self.over_budget)
            and self.closed_with_reason == 100
        )

    def line(self) -> str:
        """The JSON object that ends the program."""
        said = ("needs", "silent_over_48h", "duplicates", "closed_with_reason", "over_budget", "by_channel")
        return json.dumps({name: getattr(self, name) for name in said})


def measure(*, begins: datetime, ends: datetime, said: int, network: Network) -> Outcome:
    """Read the tables, the journal and what the networks accepted."""
    found = silences(until=ends)
    needs = Need.objects.count()
    closed = Need.objects.exclude(closed_at=None).exclude(close_reason="").count()
    return Outcome(
        needs=needs,
        silent_over_48h=sum(one.breaks_the_promise for one in found),
        duplicates=_duplicates(said, network),
        closed_with_reason=round(100 * closed / needs, 2) if needs else 100,
        over_budget=doors.over_budget(begins, ends),
        by_channel=dict(Counter(Need.objects.order_by("came_by").values_list("came_by", flat=True))),
        silences=tuple(sorted(found, key=lambda one: one.longest, reverse=True)),
    )


def _duplicates(said: int, network: Network) -> int:
    """Needs more or fewer than were said, needs with two exchanges at once, messages that left twice."""
    needs = abs(Need.objects.count() - said)
    twice_helped = (
        Need.objects.annotate(live=Count("exchanges", filter=Q(exchanges__ended_at=None)))
        .filter(live__gt=1)
        .count()
    )
    twice_opened = (
        Exchange.objects.values("need", "opened_at").annotate(count=Count("pk")).filter(count__gt=1).count()
    )
    letters = sum(count - 1 for count in network.letters.values())
    texts = (network.texts - network.written).total()
    return needs + twice_helped + twice_opened + letters + texts
