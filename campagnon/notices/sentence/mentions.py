"""The communes a sentence names, told from the same words said of something else."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from campagnon.notices.sentence.calendar import WEEKDAYS
from campagnon.notices.sentence.places import Commune, Places
from campagnon.notices.sentence.spelling import Speller, sound
from campagnon.notices.sentence.words import BREAK, PLACE, Sentence, Token

LONGEST_NAME = 7  # tokens
PLACE_WORDS = Path(__file__).resolve().parent.parent / "data" / "place_words.csv"


def place_words() -> dict[str, frozenset[str]]:
    """The reviewed words that help to tell a place, by the part they play."""
    with PLACE_WORDS.open(encoding="utf-8", newline="") as file:
        return {row["role"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}


ROLES = place_words()
BEFORE_A_PLACE = ROLES["before a place"]
WEAK_BEFORE = ROLES["perhaps before a place"]
# Names that are also words need a place word before them, or to stand alone.
ORDINARY = ROLES["name that is also a word"]
COMMON = ROLES["name that is an everyday word"]
BEFORE_A_PERSON = ROLES["before a person"]
AFTER_A_PLACE = ROLES["after a place"]  # "madame Petit 91 ans Sully demande"
DAYS = frozenset({*WEEKDAYS, "demain"})
NEVER_LAST = ROLES["never last in a name"]
NEVER_FIRST = NEVER_LAST - {"le", "la", "les", "l"}
NAME_JOINTS = frozenset({"le", "la", "les", "en", "sur", "sous", "saint", "sainte"})
SOAP = re.compile(r"\b(?:savon|stade|foyer|rue|route|avenue|place|collection) (?:de|d|du)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A commune named in a sentence, and how."""

    begin: int
    end: int
    commune: Commune
    rank: int = 0  # the lower, the more it is the commune of the need


class Finder:
    """Finds the communes named in one sentence."""

    def __init__(self, sentence: Sentence, places: Places, speller: Speller) -> None:
        self.tokens = sentence.tokens
        self.capitals_mean = not sentence.shouted
        self.places = places
        self.speller = speller
        self.postcodes = {token.text for token in self.tokens if re.fullmatch(r"[0-9]{5}", token.text)}

    def mentions(self) -> list[Mention]:
        """The communes named, in order, the longest name at each place."""
        found: list[Mention] = []
        at = 0
        while at < len(self.tokens):
            mention = self._mention_at(at)
            if mention:
                found.append(mention)
                at = mention.end
            else:
                at += 1
        return found or list(self._by_postcode())

    def _by_postcode(self) -> Iterable[Mention]:
        for at, token in enumerate(self.tokens):
            communes = self.places.by_postcode.get(token.text, [])
            if len(communes) == 1:
                yield Mention(at, at + 1, communes[0])

    def _mention_at(self, at: int) -> Mention | None:
        for search in (self._by_name, self._nearly_open):
            for length in range(min(LONGEST_NAME, len(self.tokens) - at), 0, -1):
                window = self.tokens[at : at + length]
                if any(not token.text.isalnum() for token in window):
                    continue
                if commune := search("".join(token.text for token in window), at, at + length):
                    return Mention(at, at + length, commune)
        return None

    def _by_name(self, key: str, begin: int, end: int) -> Commune | None:
        return self._exactly_open(key, begin, end) or self._elsewhere(key, begin, end)

    def _exactly_open(self, key: str, begin: int, end: int) -> Commune | None:
        communes = self.places.open.get(key) or self.places.short.get(key)
        if not communes or self._is_not_a_place(begin):
            return None
        is_short = key not in self.places.open
        is_word = is_short and end - begin == 1 and self.speller.knows(key)
        if is_word and self._previous(begin) not in BEFORE_A_PLACE and not self._has_capital(begin):
            return None
        if (key in ORDINARY or (is_short and len(key) < 9)) and not self._stands_as_place(begin, end):
            return None
        return self._only_one(communes)

    def _only_one(self, communes: list[Commune]) -> Commune | None:
        fitting = [commune for commune in communes if self.postcodes & set(commune.postcodes)] or communes
        return fitting[0] if len(fitting) == 1 else None

    def _elsewhere(self, key: str, begin: int, end: int) -> Commune | None:
        communes = self.places.full.get(key)
        if not communes or self._is_not_a_place(begin) or not self._introduced(begin, end):
            return None
        if self._goes_on(end):
            return None
        capital = self._has_capital(begin)
        known = all(self.speller.knows(token.text) for token in self.tokens[begin:end])
        if (known or len(key) < 4) and not capital:
            return None
        if fitting := [commune for commune in communes if self.postcodes & set(commune.postcodes)]:
            return fitting[0]
        first, *others = sorted(communes, key=lambda commune: -commune.population)
        if not capital and first.population < 1_000 and len(key) < 8:
            return None
        if not others or first.population >= max(2_000, 4 * others[0].population):
            return first
        return None

    def _nearly_open(self, key: str, begin: int, end: int) -> Commune | None:
        if len(key) < 6 or len(key) > 40 or not key.isalpha() or not self._stands_as_place(begin, end):
            return None
        if all(self.speller.knows(token.text) for token in self.tokens[begin:end]):
            return None
        if (
            self._is_not_a_place(begin)
            or self.tokens[end - 1].text in NEVER_LAST
            or self.tokens[begin].text in NEVER_FIRST
        ):
            return None
        slips = 1 if len(key) < 8 else 2 if len(key) < 13 else 3
        hits = process.extract(key, self.places.open_keys, scorer=OSA.distance, score_cutoff=slips, limit=3)
        heard = [hit for hit in hits if sound(hit[0]) == sound(key)]
        for name, distance, _ in heard or hits:
            if name[0] == key[0] and distance * 5 <= len(name):
                return self._only_one(self.places.open.get(name) or self.places.short[name])
        return None

    def _previous(self, begin: int) -> str:
        return self.tokens[begin - 1].text if begin else BREAK

    def _following(self, end: int) -> str:
        return self.tokens[end].text if end < len(self.tokens) else BREAK

    def _has_capital(self, at: int) -> bool:
        return self.tokens[at].capital and self.capitals_mean

    def _goes_on(self, end: int) -> bool:
        """Whether what follows looks like the rest of a longer name ("Nogent" in "Nogent-le-Rotru")."""
        if end + 1 >= len(self.tokens) or self.tokens[end].text not in NAME_JOINTS:
            return False
        rest = self.tokens[end + 1].text
        return rest.isalpha() and not self.speller.knows(rest)

    def _is_not_a_place(self, begin: int) -> bool:
        before = " ".join(token.text for token in self.tokens[max(0, begin - 3) : begin])
        return bool(SOAP.search(before)) or self._previous(begin) in BEFORE_A_PERSON

    def _introduced(self, begin: int, end: int) -> bool:
        """Whether a place word comes just before, or the name stands alone between two breaks."""
        previous, following = self._previous(begin), self._following(end)
        if previous in BEFORE_A_PLACE or (previous in {"de", "d"} and self._has_capital(begin)):
            return True
        return previous == BREAK == following and self.tokens[begin].capital

    def _stands_as_place(self, begin: int, end: int) -> bool:
        """Whether a name that is also a word, or misspelt, is in the position of a place."""
        previous, following = self._previous(begin), self._following(end)
        if "".join(token.text for token in self.tokens[begin:end]) in COMMON:
            alone = previous == BREAK == following or following in AFTER_A_PLACE
            return previous in BEFORE_A_PLACE or alone or self._has_capital(begin)
        if previous in BEFORE_A_PLACE or previous in WEAK_BEFORE or previous in (BREAK, PLACE):
            return True
        if self._has_capital(begin) and begin and previous not in {"la", "le"}:
            return True
        ends = following == BREAK or following.isdigit() or following in AFTER_A_PLACE
        return ends or following in DAYS or end - begin > 1


def without_places(sentence: Sentence, mentions: Iterable[Mention]) -> Sentence:
    """The sentence with each commune's name reduced to one mark."""
    tokens: list[Token] = []
    taken = {at: mention for mention in mentions for at in range(mention.begin, mention.end)}
    for at, token in enumerate(sentence.tokens):
        if at not in taken:
            tokens.append(token)
        elif at == taken[at].begin:
            tokens.append(Token(PLACE))
    return replace(sentence, tokens=tuple(tokens))
