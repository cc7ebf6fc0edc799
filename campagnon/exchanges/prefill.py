"""The moment put forward in a helper's answer, so that a yes is one tap most of the time."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from campagnon.common.night import HERE
from campagnon.exchanges.moments import ENOUGH_NOTICE
from campagnon.notices.moments import PARTS, is_free, wanted_parts

USUAL_HOURS = {"morning": time(9), "afternoon": time(14), "evening": time(18)}
USUAL_LENGTH = Decimal(2)
LONGEST_LOOK_DAYS = 14


def first_moment(
    starts_on: date | None, ends_on: date | None, part_of_day: str, availability: int, now: datetime
) -> datetime:
    """The first usual hour that suits the need and the offer's week; else the first that suits the need."""
    moments = _moments(starts_on, ends_on, part_of_day, now)
    for at, part in moments:
        if is_free(availability, wanted_parts(at.date(), None, part)):
            return at
    return moments[0][0]


def _moments(
    starts_on: date | None, ends_on: date | None, part_of_day: str, now: datetime
) -> list[tuple[datetime, str]]:
    """The usual hours still to come, each with its part of the day; the need's own days if any is left."""
    today = now.astimezone(HERE).date()
    first = max(starts_on or today + timedelta(days=1), today)
    last = max(ends_on or first + timedelta(days=LONGEST_LOOK_DAYS), first)
    days = [first + timedelta(days=n) for n in range(min((last - first).days, LONGEST_LOOK_DAYS) + 1)]
    parts = (part_of_day,) if part_of_day else PARTS
    hours = [(datetime.combine(day, USUAL_HOURS[part], HERE), part) for day in days for part in parts]
    coming = [(at, part) for at, part in hours if at >= now + ENOUGH_NOTICE]
    tomorrow = today + timedelta(days=1)
    return coming or [(datetime.combine(tomorrow, USUAL_HOURS[parts[0]], HERE), parts[0])]
