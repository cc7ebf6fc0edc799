"""Need or offer: who helps whom in the sentence."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

INTENTS = Path(__file__).resolve().parent.parent / "data" / "intents.csv"
DOUBT = 1.5  # a sentence that hardly offers anything is a need
ASKING = 5  # a sentence that ends with a question mark seldom offers


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for an offer (weight above zero) or for a need (below)."""

    pattern: re.Pattern[str]
    weight: int


@cache
def cues() -> tuple[Cue, ...]:
    """The reviewed patterns; a row without weight names words that others use in braces."""
    with INTENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {row["kind"]: row["pattern"] for row in rows if not row["weight"]}
    found = []
    for row in rows:
        pattern = row["pattern"]
        for name, words in named.items():
            pattern = pattern.replace("{" + name + "}", words)
        if row["weight"]:
            sign = 1 if row["kind"] == "offer" else -1
            found.append(Cue(re.compile(pattern), sign * int(row["weight"])))
    return tuple(found)


def is_offer(line: str, asks: bool, leaning: float) -> bool:
    """Whether a folded line offers help; everything else is a need, the more so if it asks."""
    score = sum(cue.weight for cue in cues() if cue.pattern.search(line)) + leaning
    return score > DOUBT + (ASKING if asks else 0)
