"""What a kilometre costs: the tax scale and its companions, dated and sourced in `data/`."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LEAST_HORSEPOWER, MOST_HORSEPOWER = 3, 7


class NoFigure(LookupError):
    """No figure is known for that day."""


@dataclass(frozen=True)
class Dated:
    """When a figure holds, where it was read, and when it must be read again."""

    since: date
    until: date | None
    review_by: date
    is_sourced: bool
    source: str
    address: str

    def holds_on(self, day: date) -> bool:
        """Whether the figure was, or is, in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_doubtful_on(self, day: date) -> bool:
        """Whether it should be checked before it is relied on for a day."""
        return not self.is_sourced or day > self.review_by


@dataclass(frozen=True)
class Band:
    """For one power, up to so many kilometres a year: euros a kilometre, and euros once."""

    horsepower: int
    up_to_km: int | None
    euros_a_km: Decimal
    euros_more: Decimal
    dated: Dated

    def average(self, yearly_km: int) -> Decimal:
        """The euros of one kilometre, not rounded, for a car that runs so many a year."""
        return self.euros_a_km + self.euros_more / yearly_km


@dataclass(frozen=True)
class Rule:
    """A figure that stands by itself."""

    name: str
    value: Decimal
    dated: Dated


@cache
def read_scale() -> tuple[Band, ...]:
    """Every line of the kilometre scale."""
    return tuple(
        Band(
            horsepower=int(row["horsepower"]),
            up_to_km=int(row["up_to_km"]) if row["up_to_km"] else None,
            euros_a_km=Decimal(row["euros_a_km"]),
            euros_more=Decimal(row["euros_more"]),
            dated=_dated(row),
        )
        for row in _rows("ride_scale")
    )


@cache
def read_rules() -> tuple[Rule, ...]:
    """Every figure that stands by itself."""
    return tuple(Rule(row["kind"], Decimal(row["value"]), _dated(row)) for row in _rows("ride_rules"))


def rules_on(day: date) -> dict[str, Rule]:
    """The figures in force on a day, by name."""
    return {rule.name: rule for rule in read_rules() if rule.dated.holds_on(day)}


def band_on(day: date, horsepower: int, yearly_km: int | None = None) -> Band:
    """The band of a car; the last one, which is the lowest, when it is not known how much the car runs."""
    power = min(max(horsepower, LEAST_HORSEPOWER), MOST_HORSEPOWER)
    bands = [one for one in read_scale() if one.horsepower == power and one.dated.holds_on(day)]
    for band in bands:
        if band.up_to_km is None or (yearly_km is not None and yearly_km <= band.up_to_km):
            return band
    raise NoFigure(day.isoformat())


def _rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _dated(row: dict[str, str]) -> Dated:
    return Dated(
        since=date.fromisoformat(row["from"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        review_by=date.fromisoformat(row["review_by"]),
        is_sourced=row["confidence"] == "sourced",
        source=row["source"],
        address=row["address"],
    )
