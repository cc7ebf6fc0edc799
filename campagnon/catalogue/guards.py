"""What is good to know of a service in each way of exchanging: the sentences of `data/guards.csv`.

They say in plain words what the terse guard of the catalogue means, and only what concerns the way chosen.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from campagnon.catalogue.modes import NAMES, Mode, split_modes

GUARDS = Path(__file__).parent / "data" / "guards.csv"


@dataclass(frozen=True)
class Guard:
    """One sentence, and the ways of exchanging that it concerns (a sum of `Mode`)."""

    service: str
    modes: int
    sentence: str


@cache
def read_guards() -> tuple[Guard, ...]:
    """Every line of the file."""
    with GUARDS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Guard(row["service"], sum(NAMES[name] for name in row["modes"].split("|")), row["sentence"])
            for row in csv.DictReader(file)
        )


def guards_of(service: str, modes: int) -> list[tuple[list[Mode], str]]:
    """The sentences that concern some ways, each with the ways it is said of: none when it is all of them."""
    found = []
    for guard in read_guards():
        if guard.service == service and guard.modes & modes:
            is_of_all = guard.modes & modes == modes
            found.append(([] if is_of_all else split_modes(guard.modes & modes), guard.sentence))
    return found
