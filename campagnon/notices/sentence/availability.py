"""The week that a sentence leaves free: "le samedi", "tous les soirs", "en semaine"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from campagnon.notices.sentence.calendar import WEEKDAYS

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
WHOLE_DAY = frozenset({MORNING, AFTERNOON, EVENING})
EVERY_DAY = frozenset(range(7))
NOON, LATE = 12, 17  # hours at which the afternoon, then the evening, begin

Week = frozenset[tuple[int, str]]

DAY = "|".join(WEEKDAYS)
DAYS = (
    (re.compile(rf"\b(?:du |de )?(?P<first>{DAY})s? (?:au|a) (?P<last>{DAY})s?\b"), None),
    (re.compile(r"\bweek ends?\b"), frozenset({5, 6})),
    (
        re.compile(r"\b(?:en|la|de|pendant la|toute la) semaine\b(?! (?:prochaine|suivante|du))"),
        frozenset(range(5)),
    ),
    (re.compile(r"\bjours (?:ouvres|ouvrables|de semaine|d ecole|de la semaine)\b"), frozenset(range(5))),
    (re.compile(r"\b(?:tous les|chaque) jours?\b|\b7 (?:j|jours)(?: /| sur) 7\b"), EVERY_DAY),
    (re.compile(rf"\b(?P<named>{DAY})s?\b"), None),
)
# A part of the day stands behind a day, or behind one of these words: "cours du soir" says nothing of a week.
ALONE = r"(?:(?:le|les|tous les|toutes les|chaque|en|la|dans la|l|de|mes) )"
PARTS = (
    (re.compile(rf"(?P<alone>\b{ALONE})?\b(?:matins?|matinees?)\b"), {MORNING}),
    (re.compile(rf"(?P<alone>\b{ALONE})?\bapres midis?\b"), {AFTERNOON}),
    (re.compile(rf"(?P<alone>\b{ALONE})?\b(?:soirs?|soirees?|nuits?)\b"), {EVENING}),
    (re.compile(rf"(?P<alone>\b{ALONE})?\b(?:midis?|journees?)\b"), {MORNING, AFTERNOON}),
)
HOURS = re.compile(r"\b(?:de|entre) (?P<from>[0-9]{1,2}) h(?: [0-9]{2})? (?:a|et) (?P<to>[0-9]{1,2}) h\b")
SINCE = re.compile(r"\b(?:a partir de|apres|des) (?P<from>[0-9]{1,2}) h\b")
EXCEPT = re.compile(r"\b(?:sauf|hors|excepte|a part) (?:le |les )*$")
JOINED = re.compile(r"^ ?(?:,|et|ou|/|le|les|du|de|en|la|l|puis|tous|toute|toutes|matin|soir| )* ?$")


@dataclass(frozen=True, slots=True)
class Said:
    """Days or parts of the day, where the sentence says them."""

    begin: int
    end: int
    days: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    alone: bool = False


def free_week(line: str) -> Week:
    """The (weekday, part) pairs a folded line leaves free; none when it says nothing of a week."""
    said = sorted(without_overlaps([*days_said(line), *parts_said(line)]), key=lambda one: one.begin)
    refused = {day for one in said if EXCEPT.search(line[: one.begin]) for day in one.days}
    said = [one for one in said if not (one.days and EXCEPT.search(line[: one.begin]))]
    free = {(day, part) for days, parts in matched(said, line) for day in days for part in parts}
    if not free and refused:
        free = {(day, part) for day in EVERY_DAY for part in WHOLE_DAY}
    return frozenset((day, part) for day, part in free if day not in refused)


def days_said(line: str) -> Iterator[Said]:
    """Each day, or group of days, of a line."""
    for pattern, days in DAYS:
        for match in pattern.finditer(line):
            yield Said(match.start(), match.end(), days if days is not None else days_of(match))


def days_of(match: re.Match[str]) -> frozenset[int]:
    """The days of "du lundi au jeudi", or of a day's name."""
    groups = match.groupdict()
    if "named" in groups:
        return frozenset({WEEKDAYS.index(groups["named"])})
    first, last = WEEKDAYS.index(groups["first"]), WEEKDAYS.index(groups["last"])
    return frozenset((first + more) % 7 for more in range((last - first) % 7 + 1))


def parts_said(line: str) -> Iterator[Said]:
    """Each part of the day of a line, by name or by the hour."""
    for pattern, parts in PARTS:
        for match in pattern.finditer(line):
            yield Said(match.start(), match.end(), parts=frozenset(parts), alone=bool(match["alone"]))
    for match in HOURS.finditer(line):
        yield Said(
            match.start(), match.end(), parts=between(int(match["from"]), int(match["to"])), alone=True
        )
    for match in SINCE.finditer(line):
        yield Said(match.start(), match.end(), parts=between(int(match["from"]), 24), alone=True)


def between(first: int, last: int) -> frozenset[str]:
    """The parts of the day that hours touch."""
    spans = ((MORNING, 0, NOON), (AFTERNOON, NOON, LATE), (EVENING, LATE, 24))
    return frozenset(part for part, start, end in spans if first < end and last > start)


def without_overlaps(found: list[Said]) -> list[Said]:
    """The longest of those that overlap."""
    kept: list[Said] = []
    for one in sorted(found, key=lambda one: one.begin - one.end):
        if all(one.end <= other.begin or other.end <= one.begin for other in kept):
            kept.append(one)
    return kept


def matched(said: list[Said], line: str) -> Iterator[tuple[frozenset[int], frozenset[str]]]:
    """Days with their parts: "le lundi et le jeudi matin" is two mornings."""
    at = 0
    while at < len(said):
        begin, days, parts = at, frozenset[int](), frozenset[str]()
        while at < len(said) and (
            at == begin or goes_on(said[at - 1], said[at], line, bool(days), bool(parts))
        ):
            days, parts, at = days | said[at].days, parts | said[at].parts, at + 1
        if days or any(one.alone for one in said[begin:at]) or len(parts) > 1:
            yield days or EVERY_DAY, parts or WHOLE_DAY


def goes_on(before: Said, after: Said, line: str, has_days: bool, has_parts: bool) -> bool:
    """Whether what follows belongs with what was said; a day after a part begins anew."""
    link = line[before.end : after.begin]
    if not JOINED.match(link):
        return False
    if after.parts:
        return True
    return not has_parts or not has_days and not re.search(r"\bet\b|\bou\b|,", link)
