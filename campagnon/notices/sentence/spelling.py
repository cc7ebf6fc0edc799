"""Misspelt words: by ear first ("chodière"), then by a missing or swapped letter ("peluose")."""

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from campagnon.notices.sentence.words import stem

SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch", "ch"),
        (r"ch(?=[rl])", "k"),
        (r"qu|q|ck|cc(?![eiy])|c(?![eiyh])", "k"),
        (r"ss|sc(?=[eiy])|c(?=[eiy])|z", "s"),
        (r"gu(?=[eiy])", "g"),
        (r"g(?=[eiy])", "j"),
        (r"eau|au", "o"),
        (r"oeu|eu", "e"),
        (r"ai|ei|ay|ey", "e"),
        (r"y", "i"),
        (r"(?<!c)h", ""),
        (r"[ae][nm](?![aeiouynm])", "an"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)(?:er|ez|es|ent|et|e|s|t|d|x)$", ""),
        (r"(?<=..)[stdxe]$", ""),
    )
)
# Elided articles and pronouns people forget to mark: "levier" for "l'évier", "lordinateur".
ELIDED = re.compile(r"(?:l|d|j|m|n|s|c|qu)(?=[aeiouyh])")
SWALLOWED = re.compile(r"j(?=[b-df-gk-np-tv])")  # "jpromene" for "je promène"


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """How a folded French word is heard, roughly."""
    for pattern, replacement in SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def allowed_slips(length: int) -> int:
    """How many slips a word of this length can carry and still be recognised."""
    if length < 5:
        return 0
    return 1 if length < 9 else 2


# Letters typed or heard for one another; "tordu" is not "tondu".
ALIKE = ("aeiouy", "ckqsz", "mn", "dt", "gj", "fvb", "pb", "sx")
KEYBOARD = ("azertyuiop", "qsdfghjklm", "wxcvbn")


def plausible(word: str, other: str) -> bool:
    """Whether one may have been written for the other: a letter is replaced only by one like it."""
    if word[0] != other[0] and not alike(word[0], other[0]) and word[:2] != other[1::-1]:
        return False
    if len(word) != len(other) or len(word) > 6:
        return True
    wrong = [(ours, theirs) for ours, theirs in zip(word, other, strict=True) if ours != theirs]
    swapped = len(wrong) == 2 and wrong[0] == wrong[1][::-1]
    return swapped or all(alike(ours, theirs) for ours, theirs in wrong)


def alike(one: str, two: str) -> bool:
    """Whether two letters sound alike or lie side by side."""
    beside = any(one + two in row or two + one in row for row in KEYBOARD)
    return beside or any(one in group and two in group for group in ALIKE)


class Speller:
    """Brings unknown words back to the words the lexicon knows."""

    def __init__(self, words: Iterable[str], ordinary: Iterable[str], french: Set[str] = frozenset()) -> None:
        self.french = french  # well spelt, whatever it may look like
        self.telling = {word for word in words if word.isalpha()}
        self.known = self.telling | set(ordinary)
        self.known_stems = {stem(word) for word in self.known}
        self.by_sound: dict[str, list[str]] = {}
        self.by_length: dict[int, list[str]] = {}
        for word in sorted(word for word in self.known if len(word) >= 4):
            self.by_sound.setdefault(sound(word), []).append(word)
            self.by_length.setdefault(len(word), []).append(word)
        self._corrected: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether a word needs no correction."""
        return self.inflected(word) or len(word) >= 6 and stem(word) in self.known_stems

    def inflected(self, word: str) -> bool:
        """Whether a word is known as it stands, or as a plural."""
        return word in self.known or word in self.french or word.rstrip("sx") in self.known

    def correct(self, word: str) -> str:
        """The known word or words meant, or the word itself; elided forms come back as two words."""
        if len(word) < 4 or len(word) > 25 or not word.isalpha() or self.inflected(word):
            return word
        if word not in self._corrected:
            if len(self._corrected) > 20_000:
                self._corrected.clear()
            self._corrected[word] = self._search(word)
        return self._corrected[word]

    def _search(self, word: str) -> str:
        if SWALLOWED.match(word) and self.knows(word[1:]):
            return f"je {word[1:]}"
        if elided := ELIDED.match(word):
            rest = word[elided.end() :]
            if (
                rest in self.known
                if len(rest) > 3 and self.knows(word)
                else len(rest) >= 3 and self.knows(rest)
            ):
                return f"{elided.group()} {rest}"
        heard = self.by_sound.get(sound(word), []) if len(sound(word)) >= 3 else []
        found = [(other, OSA.distance(word, other)) for other in heard if abs(len(other) - len(word)) <= 3]
        if self.knows(word):
            # "plombie" has the stem of "plomb" and the sound of "plombier"; "organise" needs no correction.
            found = [pair for pair in found if pair[1] <= 2]
            if not found or any(stem(other) == stem(word) for other, _ in found):
                return word
        if not found and (slips := allowed_slips(len(word))):
            near = list(
                chain(*(self.by_length.get(len(word) + more, []) for more in range(-slips, slips + 1)))
            )
            hits = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=8)
            found = [(hit[0], int(hit[1])) for hit in hits if plausible(word, hit[0])]
        best = min(found, key=lambda pair: self._likeness(word, *pair), default=None)
        return best[0] if best else word

    def _likeness(self, word: str, other: str, distance: int) -> tuple[object, ...]:
        """Sort key: the fewest slips first, then the same ends, then a word that tells a service."""
        return distance, other[0] != word[0], other[-1] != word[-1], other not in self.telling, other
