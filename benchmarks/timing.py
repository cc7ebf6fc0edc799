"""How long each contender takes, in turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from benchmarks.contenders import Search
from benchmarks.drawing import Drawn

ROUNDS = 3


@dataclass(frozen=True)
class Timing:
    """Milliseconds at three ranks, and how many a second one after the other."""

    p50: float
    p95: float
    p99: float
    per_second: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Timing":
        ranked = sorted(seconds)
        at = [ranked[min(len(ranked) - 1, len(ranked) * share // 100)] * 1000 for share in (50, 95, 99)]
        return cls(*(round(value, 4) for value in at), round(len(ranked) / sum(ranked)))


def time_in_turns(contenders: Mapping[str, Search], searches: Sequence[Drawn]) -> dict[str, Timing]:
    """Each search by each contender in turn, three rounds, the best of the three kept.

    The best, because a machine that does something else at that instant says nothing about a query.
    """
    best = {name: [float("inf")] * len(searches) for name in contenders}
    for _ in range(ROUNDS):
        for place, search in enumerate(searches):
            for name, contender in contenders.items():
                start = perf_counter()
                contender(search)
                best[name][place] = min(best[name][place], perf_counter() - start)
    return {name: Timing.of(seconds) for name, seconds in best.items()}


def disagreements(contenders: Mapping[str, Search], searches: Sequence[Drawn]) -> int:
    """In how many searches the minutes are not the same for all; warms every cache on the way."""
    return sum(
        len({tuple(near.minutes for near in contender(search)) for contender in contenders.values()}) > 1
        for search in searches
    )
