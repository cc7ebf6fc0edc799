"""When it is decent to write to somebody: never between 20 h 30 and 8 h."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

# The mainland's clock, on which both pilots live.
HERE = ZoneInfo("Europe/Paris")
MORNING, NIGHT = time(8), time(20, 30)
# What is written then has left before the night.
LAST_WORD_OF_THE_DAY = time(20)


def is_night(moment: datetime) -> bool:
    """Whether people are left in peace."""
    return not MORNING <= moment.astimezone(HERE).time() < NIGHT


def after_the_night(moment: datetime) -> datetime:
    """That moment, or the morning that follows it."""
    if not is_night(moment):
        return moment
    here = moment.astimezone(HERE)
    day = here.date() + timedelta(days=1 if here.time() >= NIGHT else 0)
    return datetime.combine(day, MORNING, HERE)


def before_the_night(moment: datetime) -> datetime:
    """That moment, or the evening that precedes it: for what may not come later."""
    if not is_night(moment):
        return moment
    here = moment.astimezone(HERE)
    day = here.date() - timedelta(days=1 if here.time() < MORNING else 0)
    return datetime.combine(day, LAST_WORD_OF_THE_DAY, HERE)


def decent_time(moment: datetime, *, needed_by: datetime | None) -> datetime:
    """When to write at the soonest: at night, only what is of use now and would be of none in the morning."""
    morning = after_the_night(moment)
    cannot_wait = needed_by is not None and moment <= needed_by < morning
    return moment if cannot_wait else morning
