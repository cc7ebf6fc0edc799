"""When people, or a counter, can be reached: weeks of hours, public holidays and closed days. Pure.

Moments are aware and local; what they carry as a zone is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from campagnon.territories.local_holidays import is_holiday_in

# A counter that opens on none of so many days is not said to open again.
LONGEST_LOOK_DAYS = 60


@dataclass(frozen=True, order=True)
class Span:
    """From one hour to another, on the same day."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Calendar:
    """The spans of each weekday, Monday first; the days closed, bounds included; whose holidays."""

    week: tuple[tuple[Span, ...], ...]
    department: str = ""
    closed: tuple[tuple[date, date], ...] = ()

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The spans of one day; none on a public holiday or a closed day."""
        if any(first <= day <= last for first, last in self.closed) or is_holiday_in(self.department, day):
            return ()
        return self.week[day.weekday()]


def villagers(department: str = "") -> Calendar:
    """Time as a villager counts it: from 8 h to 19 h, Monday to Saturday, but for the holidays."""
    day = (Span(time(8), time(19)),)
    return Calendar((day,) * 6 + ((),), department)


def add_working_hours(start: datetime, hours: float, calendar: Calendar) -> datetime:
    """The moment at which `hours` of the calendar have passed since `start`."""
    left = timedelta(hours=hours)
    for opens, closes in _spans_from(start, calendar):
        begins = max(start, opens)
        if begins + left <= closes:
            return begins + left
        left -= closes - begins
    raise ValueError("This calendar never opens.")


def is_open(moment: datetime, calendar: Calendar) -> bool:
    """Whether somebody is there."""
    return any(span.opens <= moment.time() < span.closes for span in calendar.spans_on(moment.date()))


def next_opening(moment: datetime, calendar: Calendar) -> datetime | None:
    """The moment itself when somebody is there, else when they come back."""
    for opens, _closes in _spans_from(moment, calendar):
        return max(moment, opens)
    return None


def closing(moment: datetime, calendar: Calendar) -> datetime | None:
    """When whoever is there leaves; None when nobody is there."""
    if not is_open(moment, calendar):
        return None
    return next(closes for _opens, closes in _spans_from(moment, calendar))


def closed_days_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """How much of a stretch falls on days when nobody is there at all."""
    total, day = timedelta(), start.date()
    while day <= end.date():
        if not calendar.spans_on(day):
            midnight = datetime.combine(day, time(), start.tzinfo)
            total += min(end, midnight + timedelta(days=1)) - max(start, midnight)
        day += timedelta(days=1)
    return total


def day_after_open_days(day: date, count: int, calendar: Calendar) -> date:
    """The `count`-th day after this one on which somebody is there; the same distance when nobody ever is."""
    left = count
    for ahead in range(1, LONGEST_LOOK_DAYS):
        later = day + timedelta(days=ahead)
        left -= bool(calendar.spans_on(later))
        if not left:
            return later
    return day + timedelta(days=count)


def _spans_from(moment: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The spans that are not over at a moment, in order."""
    for ahead in range(LONGEST_LOOK_DAYS):
        day = moment.date() + timedelta(days=ahead)
        for span in sorted(calendar.spans_on(day)):
            closes = datetime.combine(day, span.closes, moment.tzinfo)
            if closes > moment:
                yield datetime.combine(day, span.opens, moment.tzinfo), closes
