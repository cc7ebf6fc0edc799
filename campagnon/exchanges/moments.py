"""When the two people of an exchange are written to about a visit, and when a weekly one comes back."""

from datetime import datetime, time, timedelta

from campagnon.common.night import HERE, after_the_night

REMINDER = time(18)
AFTER_THE_VISIT = timedelta(hours=2)
# Less is too late to set out, or to stay at home.
ENOUGH_NOTICE = timedelta(hours=2)


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
