"""What people say in the demo: read from the CSV files beside this module."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The lines of one CSV file, in its order."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def last_names() -> tuple[str, ...]:
    return tuple((DATA / "last_names.txt").read_text(encoding="utf-8").split("\n")[:-1])


@cache
def _sayings() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows("sayings"):
        found[row["kind"], row["topic"]].append(row["words"])
    return found


def saying(kind: str, topic: str, rng: Random) -> str:
    """Something a person would say there: of this service if possible, else of any."""
    own, any_topic = _sayings().get((kind, topic), []), _sayings()[kind, ""]
    return rng.choice(own if own and rng.random() < 0.7 else any_topic)
