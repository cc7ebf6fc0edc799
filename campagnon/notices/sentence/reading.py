"""Read a sentence whole: kind, service, commune, dates, mode, recurrence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from campagnon.notices.sentence.availability import Week, free_week
from campagnon.notices.sentence.dates import When, read_dates
from campagnon.notices.sentence.kind import is_offer
from campagnon.notices.sentence.lexicon import Lexicon
from campagnon.notices.sentence.mentions import Finder, without_places
from campagnon.notices.sentence.places import Places
from campagnon.notices.sentence.whereabouts import commune_meant, ranked
from campagnon.notices.sentence.words import Sentence, cut

ENOUGH = 3.0  # below, no service is named
FAINT = 1.5  # below, none is even suggested
EVENING = time(19)
SURE, AHEAD = 7.0, 2.0  # sure when the best service is strong and well ahead of the second


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; empty or None where nothing was said."""

    kind: str
    service: str | None
    candidates: tuple[tuple[str, float], ...]
    commune: str | None
    start: date | None
    end: date | None
    part_of_day: str
    at: time | None
    mode: str
    recurring: bool
    sure: bool
    week: Week  # what an offer leaves free; empty when it does not say

    def as_row(self) -> dict[str, str]:
        """The reading as plain text, empty where nothing was said."""
        return {
            "kind": self.kind,
            "service": self.service or "",
            "commune": self.commune or "",
            "start": self.start.isoformat() if self.start else "",
            "end": self.end.isoformat() if self.end else "",
            "mode": self.mode,
            "recurring": "yes" if self.recurring else "",
        }


def read_sentence(text: str, *, today: date, places: Places, lexicon: Lexicon) -> Reading:
    """Understand one sentence as written by an inhabitant."""
    sentence = cut(text, lexicon.abbreviations)
    found = Finder(sentence, places, lexicon.speller).mentions()
    mentions = ranked(found, lexicon.spelt(sentence).tokens)
    commune = commune_meant(mentions)
    spelt = lexicon.spelt(without_places(sentence, mentions))
    line = spelt.line
    when = read_dates(line, today)
    words = words_for_services(spelt, when)
    scores = lexicon.scores(words)
    candidates = likeliest(scores, lexicon.leanings_of(words))
    service = candidates[0][0] if candidates and candidates[0][1] >= ENOUGH else None
    second = candidates[1][1] if len(candidates) > 1 else 0.0
    return Reading(
        kind="offer" if is_offer(line, sentence.asks, lexicon.offers(line.split())) else "need",
        service=service,
        candidates=candidates,
        commune=commune.insee if commune else None,
        start=when.start,
        end=when.end,
        part_of_day=when.part_of_day,
        at=when.at,
        mode=mode_of(scores, service, lexicon.modes),
        recurring=when.recurring,
        sure=bool(candidates) and candidates[0][1] >= SURE and candidates[0][1] - second >= AHEAD,
        week=free_week(line),
    )


def words_for_services(sentence: Sentence, when: When) -> list[str]:
    """The words that speak for a service; a habit and a late hour add their own."""
    words = sentence.line.split()
    if when.recurring:
        words.append("regulierement")
    if when.at and when.at >= EVENING:
        words.append("soir")
    return words


def likeliest(scores: Mapping[str, float], leanings: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The three best services, best first: what the rules say, and what the words lean towards."""
    services = {target for target in scores if not target.startswith("mode:")} | leanings.keys()
    totals = [(scores.get(service, 0) + leanings.get(service, 0), service) for service in services]
    best = sorted((pair for pair in totals if pair[0] >= FAINT), key=lambda pair: (-pair[0], pair[1]))[:3]
    return tuple((service, round(score, 2)) for score, service in best)


def mode_of(scores: Mapping[str, float], service: str | None, allowed: Mapping[str, frozenset[str]]) -> str:
    """The mode said, or the only one a professionals' service leaves."""
    if service and allowed.get(service, frozenset()) == frozenset({"pro"}):
        return "pro"
    said = [(score, target) for target, score in scores.items() if target.startswith("mode:") and score > 0]
    return max(said)[1].removeprefix("mode:") if said else ""
