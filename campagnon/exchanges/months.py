"""Hours worked, month by month and week by week, and where the declaration of each month stands. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from campagnon.cesu.contract import declare_by

WEEK = timedelta(days=7)
FIRST_YEAR = 2023
_WRITTEN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class Worked:
    """One visit that took place: when, for how long, and since when we know."""

    starts_at: datetime
    hours: Decimal
    said_at: datetime

    @property
    def on(self) -> date:
        return self.starts_at.date()


@dataclass(frozen=True)
class Month:
    """What was worked in one month, and the employer's word that it was declared."""

    first: date
    worked: tuple[Worked, ...]
    declared_at: datetime | None = None

    @property
    def hours(self) -> Decimal:
        return sum((one.hours for one in self.worked), Decimal(0))

    @property
    def last(self) -> date:
        """Its last day."""
        return following_month(self.first) - timedelta(days=1)

    @property
    def declare_by(self) -> date:
        return declare_by(self.first)

    @property
    def longest_visit(self) -> Decimal:
        return max((one.hours for one in self.worked), default=Decimal(0))

    @property
    def hours_added_since(self) -> Decimal:
        """Those that nobody knew of when the month was declared."""
        if self.declared_at is None:
            return Decimal(0)
        return sum((one.hours for one in self.worked if one.said_at > self.declared_at), Decimal(0))

    def is_over_on(self, day: date) -> bool:
        return self.last < day

    def is_late_on(self, day: date) -> bool:
        """Whether the day to declare has passed without the employer's word."""
        return self.declared_at is None and self.declare_by < day


def months_of(worked: Iterable[Worked], declared: Mapping[date, datetime]) -> list[Month]:
    """The months in which something was worked, the newest first; times are those of the place."""
    ordered = sorted(worked, key=lambda one: one.starts_at)
    months = [
        Month(first, tuple(visits), declared.get(first))
        for first, visits in groupby(ordered, key=lambda one: first_of_month(one.on))
    ]
    return months[::-1]


def month_to_declare(months: Iterable[Month], today: date) -> Month | None:
    """The oldest month that is over and was not declared."""
    due = [month for month in months if month.declared_at is None and month.is_over_on(today)]
    return min(due, key=lambda month: month.first, default=None)


def weeks_of(worked: Iterable[Worked]) -> list[Decimal]:
    """The hours of each week, Monday first, from the first one worked to the last, empty ones included."""
    hours: dict[date, Decimal] = {}
    for one in worked:
        monday = one.on - timedelta(days=one.on.weekday())
        hours[monday] = hours.get(monday, Decimal(0)) + one.hours
    if not hours:
        return []
    first, count = min(hours), (max(hours) - min(hours)) // WEEK + 1
    return [hours.get(first + number * WEEK, Decimal(0)) for number in range(count)]


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def month_before(day: date) -> date:
    """The first day of the month before that of `day`."""
    return first_of_month(first_of_month(day) - timedelta(days=1))


def following_month(day: date) -> date:
    """The first day of the month after that of `day`."""
    return first_of_month(first_of_month(day) + timedelta(days=31))


def read_month(text: str) -> date | None:
    """« 2026-11 », as addresses say a month; None for anything else."""
    found = _WRITTEN.fullmatch(text)
    if not found or int(found[1]) < FIRST_YEAR:
        return None
    return date(int(found[1]), int(found[2]), 1)


def write_month(day: date) -> str:
    """« 2026-11 »."""
    return f"{day:%Y-%m}"
