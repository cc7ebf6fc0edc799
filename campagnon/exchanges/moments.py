"""When it is decent to write to somebody, and when a weekly visit comes back."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Paris")
MORNING, NIGHT = time(8), time(21)
LAST_WORD_OF_THE_DAY = time(20, 30)
REMINDER = time(18)
AFTER_THE_VISIT = timedelta(hours=2)


def is_night(moment: datetime) -> bool:
    """Whether people sleep: from 21 h to 8 h."""
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


def reminder_at(starts_at: datetime) -> datetime:
    """The day before, at 18 h."""
    day = starts_at.astimezone(HERE).date() - timedelta(days=1)
    return datetime.combine(day, REMINDER, HERE)


def news_at(ends_at: datetime) -> datetime:
    """When to ask whether a visit took place: two hours after its end, never at night."""
    return after_the_night(ends_at + AFTER_THE_VISIT)


def weeks_after(first: datetime, weeks: int) -> datetime:
    """The same weekday and the same hour on the clock, so many weeks later, whatever daylight saving does."""
    here = first.astimezone(HERE)
    return datetime.combine(here.date() + timedelta(weeks=weeks), here.time(), HERE)
