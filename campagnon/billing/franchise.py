"""Why an enterprise outside VAT charges none, in the words that the law gives on a day. Pure."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "franchise_words.csv"


def franchise_words(on: date) -> str:
    """The words to write on that day; the first known ones before the table begins."""
    rows = _rows()
    return max((row for row in rows if row[0] <= on), default=rows[0])[1]


@cache
def _rows() -> tuple[tuple[date, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple((date.fromisoformat(row["from"]), row["words"]) for row in csv.DictReader(file))
