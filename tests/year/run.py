"""Play a year in the database that is there, from an injected clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import time_machine

from campagnon.common.night import HERE
from tests.year.network import networks
from tests.year.outcome import Outcome, measure
from tests.year.play import Plan, Year
from tests.year.town import settle
from tests.year.troubles import draw

FIRST_MORNING = datetime(2026, 1, 5, 8, 0, tzinfo=HERE)


@dataclass(frozen=True)
class Played:
    """The figures, and what happened on the way."""

    outcome: Outcome
    counts: dict[str, int]
    ended: datetime


def play(*, needs: int, seed: int, days: int = 365) -> Played:
    """Needs come for so many days; then the clock turns until each has an end."""
    random = Random(seed)
    begins, ends = FIRST_MORNING, FIRST_MORNING + timedelta(days=days)
    with networks() as network, time_machine.travel(begins, tick=False) as clock:
        town = settle(random, begins, needs=needs, year_ends=ends)
        troubles = draw(random, begins, ends)
        year = Year(Plan(begins, ends, needs), town, troubles, network, clock, random)
        ended = year.live()
        outcome = measure(begins=begins, ends=ended, said=year.wants.said, network=network)
    return Played(outcome, dict(sorted(year.counts.items())), ended)
