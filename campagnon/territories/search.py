import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from rapidfuzz import fuzz

from campagnon.territories.folding import fold
from campagnon.territories.models import Commune, CommuneName, Territory
from campagnon.territories.models.commune import CommuneNameQuerySet

LONGEST = 60
# Letters from which a part inside a word is looked for: "villiers" finds Grandvilliers, "vi" does not.
INSIDE_FROM = 3
# No postcode covers more communes: all are shown, for nobody's village may be missing.
MOST_OF_A_POSTCODE = 60
POSTCODE_DIGITS = 5
# Outside the open territories, a mistyped name is looked for among those that begin alike.
SAME_START = 3
# How alike a mistyped name must be, out of 100, and how many guesses are worth reading.
LIKENESS = 75
GUESSES = 6
ARTICLES = frozenset(["le", "la", "les", "l"])
WHERE = re.compile(r"\b(\d{2,5}|2[ab])\b")


@dataclass(frozen=True)
class Match:
    """A commune that the typed letters may mean, and the name by which it was found."""

    commune: Commune
    name: str
    kind: str
    is_open: bool
    is_whole: bool = False
    is_guess: bool = False

    @property
    def former_name(self) -> str:
        """The name of the former commune that was typed, empty when it was not one."""
        return self.name if self.kind == CommuneName.Kind.FORMER else ""


def find_communes(text: str, limit: int = 12) -> list[Match]:
    """The communes that a name, a part of one or a postcode may mean, those of open territories first.

    A département or a postcode beside the name tells homonyms apart: "Sully (60)", "60380 Songeons".
    """
    wanted, where = _split(fold(text[:LONGEST]))
    if not wanted:
        return []
    if wanted.isdigit() and len(wanted) == POSTCODE_DIGITS:
        limit = max(limit, MOST_OF_A_POSTCODE)
    names = _names().in_place(where)
    return _as_said(names, wanted, limit) or _as_likely(names, wanted, min(limit, GUESSES))


def sure_match(matches: list[Match]) -> Match | None:
    """The commune that is meant, when it can only be that one.

    A whole name leaves no doubt, unless an open commune has it for a part: "Marseille", typed in Picardie
    Verte, may well be Marseille-en-Beauvaisis.
    """
    said = [match for match in matches if not match.is_guess]
    if len(said) == 1:
        return said[0]
    whole = [match for match in said if match.is_whole]
    if len(whole) == 1 and whole[0].is_open:
        return whole[0]
    likely = [match for match in said if match.is_whole or match.is_open]
    return likely[0] if len(likely) == 1 and likely[0].is_whole else None


def _split(folded: str) -> tuple[str, str]:
    """The name, and the département or postcode beside it; digits alone are a postcode to look for."""
    name = WHERE.sub("", folded).strip()
    if not name:
        return folded, ""
    where = WHERE.search(folded)
    return " ".join(name.split()), where[0].upper() if where else ""


def _names() -> CommuneNameQuerySet:
    territory = Territory.objects.open().filter(epci=OuterRef("commune__epci"))
    names = CommuneName.objects.filter(commune__retired_on=None).select_related("commune")
    return names.annotate(is_open=Exists(territory))


def _open_communes() -> Q:
    epci = Territory.objects.open().values("epci")
    return Q(commune__in=Commune.objects.filter(epci__in=epci).values("id"))


def _as_said(names: CommuneNameQuerySet, wanted: str, limit: int) -> list[Match]:
    """Names with the typed letters at their beginning, at that of a word, or (open territories) anywhere."""
    having = CommuneName.objects.filter(folded__begins=wanted).values("pk")
    if len(wanted) >= INSIDE_FROM:
        inside = CommuneName.objects.filter(_open_communes(), folded__contains=wanted, starts_at=0)
        having = having.union(inside.values("pk"))  # an OR would make PostgreSQL read every name
    found = names.filter(pk__in=having).annotate(whole=Q(folded=wanted))
    nearest = found.order_by("-is_open", "-whole", "starts_at", "-commune__population", "commune")
    matches = [_match(name, is_whole=name.whole and _is_all(name)) for name in nearest[: 4 * limit]]
    matches.sort(key=lambda match: (not match.is_open, not match.is_whole))
    return _each_once(matches, limit)


def _as_likely(names: CommuneNameQuerySet, wanted: str, limit: int) -> list[Match]:
    """Names that have the typed letters inside a word, or that look like them."""
    near = _open_communes() | Q(folded__contains=wanted) | Q(folded__begins=wanted[:SAME_START])
    scored = []
    for name in names.filter(near, starts_at=0).exclude(kind=CommuneName.Kind.POSTCODE):
        score = _likeness(wanted, name.folded)
        if score >= LIKENESS:
            scored.append((not name.is_open, -score, -name.commune.population, name.pk, name))
    return _each_once((_match(row[-1], is_guess=True) for row in sorted(scored)), limit)


def _likeness(wanted: str, folded: str) -> float:
    """Out of 100: how alike they are, whole or over as many words as were typed."""
    if wanted in folded:
        return 100
    beginning = " ".join(folded.split()[: wanted.count(" ") + 1])
    return max(fuzz.ratio(wanted, folded), fuzz.ratio(wanted, beginning))


def _is_all(name: CommuneName) -> bool:
    """Whether nothing was left out before the typed words but an article."""
    return set(fold(name.name).split()[: name.starts_at]) <= ARTICLES


def _match(name: CommuneName, *, is_whole: bool = False, is_guess: bool = False) -> Match:
    return Match(name.commune, name.name, name.kind, name.is_open, is_whole=is_whole, is_guess=is_guess)


def _each_once(matches: Iterable[Match], limit: int) -> list[Match]:
    by_commune: dict[int, Match] = {}
    for match in matches:
        by_commune.setdefault(match.commune.id, match)
    return list(by_commune.values())[:limit]
