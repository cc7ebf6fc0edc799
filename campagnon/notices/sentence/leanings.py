"""How much each word leans towards a service, or an offer: counted from examples that people wrote."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

# An example is a few words and counts them once. A word never met with a service counts as met this often.
NEVER = 0.1


@dataclass(frozen=True, slots=True)
class Leanings:
    """For each word of the examples, its leaning towards each meaning; above zero, it is heard there more."""

    meanings: tuple[str, ...]  # services, or need and offer
    by_word: Mapping[str, tuple[float, ...]]
    share: float  # of a leaning that counts beside the rules

    def towards(self, words: Set[str]) -> dict[str, float]:
        """What the words of a sentence say together, meaning by meaning."""
        known = [self.by_word[word] for word in words if word in self.by_word]
        if not known:
            return dict.fromkeys(self.meanings, 0.0)
        columns = zip(*known, strict=True)
        return {
            meaning: self.share * sum(leanings)
            for meaning, leanings in zip(self.meanings, columns, strict=True)
        }


def learn(examples: Iterable[tuple[str, Set[str]]], share: float, common: int | None = None) -> Leanings:
    """Count the words of (meaning, words) pairs; those heard with too many meanings say nothing."""
    lines: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {}
    for meaning, words in examples:
        lines[meaning] += 1
        for word in words:
            counts.setdefault(word, Counter())[meaning] += 1
    meanings, total = tuple(sorted(lines)), lines.total()
    usual = [math.log(lines[meaning] + 2 * NEVER) for meaning in meanings]
    by_word = {}
    for word, heard in counts.items():
        if common and len(heard) >= common:
            continue
        everywhere = math.log((heard.total() + NEVER) / (total + 2 * NEVER))
        by_word[word] = tuple(
            math.log(heard[meaning] + NEVER) - often - everywhere
            for meaning, often in zip(meanings, usual, strict=True)
        )
    return Leanings(meanings, by_word, share)
