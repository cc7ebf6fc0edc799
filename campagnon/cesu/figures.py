"""Dated figures, each with its source: the tables of `data/` and nothing else."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
TABLES = ("contributions", "exemptions", "floors", "minors", "rules", "services")
COMMON = {"value", "unit", "from", "until", "review_by", "confidence", "source", "address"}


class NoFigure(LookupError):
    """No figure is known for that day."""


@dataclass(frozen=True)
class Figure:
    """One row of a table: a figure, when it holds, where it was read, and when it must be read again."""

    table: str
    words: tuple[tuple[str, str], ...]
    value: Decimal
    unit: str
    since: date
    until: date | None
    review_by: date | None
    is_sourced: bool
    source: str
    address: str

    def __getitem__(self, column: str) -> str:
        return dict(self.words)[column]

    @property
    def called(self) -> str:
        """What it is about, in the words of its row: a service, or what kind of figure."""
        words = dict(self.words)
        return words.get("label") or words.get("kind") or self.table

    @property
    def name(self) -> str:
        """What the row is about, in the first column of its table."""
        return self.words[0][1]

    def holds_on(self, day: date) -> bool:
        """Whether the figure was, or is, in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_doubtful_on(self, day: date) -> bool:
        """Whether it should be checked before it is relied on for a day."""
        return not self.is_sourced or (self.review_by is not None and day > self.review_by)


@cache
def read_table(table: str) -> tuple[Figure, ...]:
    """The rows of one file of `data/`."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_figure(table, row) for row in csv.DictReader(file))


def figures_on(table: str, day: date) -> tuple[Figure, ...]:
    """The rows of a table that hold on a day."""
    return tuple(figure for figure in read_table(table) if figure.holds_on(day))


def figures_to_check(day: date) -> list[Figure]:
    """What an administrator should read again: in force on that day, and unsourced or past its review."""
    held = [figure for table in TABLES for figure in figures_on(table, day)]
    return [figure for figure in held if figure.is_doubtful_on(day)]


def _figure(table: str, row: dict[str, str]) -> Figure:
    return Figure(
        table=table,
        words=tuple((column, text) for column, text in row.items() if column not in COMMON),
        value=Decimal(row["value"] or 0),
        unit=row["unit"],
        since=date.fromisoformat(row["from"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        review_by=date.fromisoformat(row["review_by"]) if row["review_by"] else None,
        is_sourced=row["confidence"] == "sourced",
        source=row["source"],
        address=row["address"],
    )
