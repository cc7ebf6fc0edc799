"""Which steps of the clock fail, since when, and how many turns in a row; told to the health page."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

# Read by the health page, which alarms when the clock stands still.
HEARTBEAT_KEY = "clock-heartbeat"
FAILING_KEY = "clock-failing"
# One turn may meet a lock or a network; so many in a row is a failure that somebody must look at.
TOO_MANY = 3


@dataclass(frozen=True)
class Failing:
    """A step that fails: since when, and how many turns in a row."""

    name: str
    since: datetime
    times: int

    @property
    def is_to_tell(self) -> bool:
        return self.times >= TOO_MANY


def failing_steps() -> list[Failing]:
    """Those whose last turn failed, in order of name."""
    kept = cache.get(FAILING_KEY) or {}
    return [
        Failing(name, datetime.fromisoformat(since), times) for name, (since, times) in sorted(kept.items())
    ]


def keep_failures(failed: set[str], *, now: datetime) -> list[Failing]:
    """Remember what failed in this turn; whatever went well is forgotten. Returns those to tell of now."""
    before = {one.name: one for one in failing_steps()}
    kept = {
        name: (before[name].since.isoformat(), before[name].times + 1)
        if name in before
        else (now.isoformat(), 1)
        for name in failed
    }
    if kept or before:
        cache.set(FAILING_KEY, kept, timeout=None)
    return [one for one in failing_steps() if one.times == TOO_MANY]
