"""Words of somebody in danger: whom to call comes before any service. Pure."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from campagnon.notices.sentence.words import fold

TABLE = Path(__file__).resolve().parent.parent / "data" / "emergencies.csv"


@dataclass(frozen=True)
class Emergency:
    """A number to call at once, and who answers there."""

    number: str
    who: str


def emergencies_in(words: str) -> list[Emergency]:
    """The numbers that a sentence calls for, none for an ordinary need. Source: emergencies.csv."""
    said = " ".join(re.findall(r"[a-z0-9]+", fold(words)))
    return [emergency for pattern, emergency in _table() if pattern.search(said)]


@cache
def _table() -> list[tuple[re.Pattern[str], Emergency]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            (re.compile(rf"\b(?:{row['pattern']})\b"), Emergency(row["number"], row["who"]))
            for row in csv.DictReader(file)
        ]
