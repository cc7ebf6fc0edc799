"""Public holidays where one is: the eleven of France, and those of some départements. Pure."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from campagnon.common.holidays import easter, is_holiday

FILE = Path(__file__).parent / "data" / "local_holidays.csv"


def is_holiday_in(department: str, day: date) -> bool:
    """Whether nobody is expected to work on that day in that département; "" knows the eleven only."""
    if is_holiday(day):
        return True
    fixed, moving = _of(department)
    return f"{day:%m-%d}" in fixed or day in {easter(day.year) + timedelta(days=after) for after in moving}


@cache
def _of(department: str) -> tuple[frozenset[str], frozenset[int]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["department"] == department]
    fixed = frozenset(row["month_day"] for row in rows if row["month_day"])
    return fixed, frozenset(int(row["days_from_easter"]) for row in rows if row["days_from_easter"])
