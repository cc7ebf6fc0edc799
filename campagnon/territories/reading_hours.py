"""Hours as people type them: « 9h-12h 14h-17h30 », « 9 h à 12 h et 14 h à 17 h 30 », « fermé ». Pure."""

import re
from datetime import time
from itertools import pairwise

from campagnon.common import saying
from campagnon.territories.opening import Span

MOST_SPANS = 2
# « 12h 14h » is two hours, « 12 h 30 » one.
_HOUR = re.compile(r"(\d{1,2})(?:\s*(?:heures?|[h:])(?:\s*([0-5]\d)(?!\s*[h:\d]))?)?(?!\d)")
_CLOSED = frozenset({"", "ferme", "fermé", "non", "-", "–"})


def read_spans(text: str) -> tuple[Span, ...]:
    """The spans of one day, two at most; ValueError when none can be read."""
    plain = " ".join(text.casefold().split())
    if plain in _CLOSED:
        return ()
    hours = [_hour(found) for found in _HOUR.finditer(plain)]
    left = re.sub(r"\b(de|à|a|et|puis)\b|[-–,;/]", "", _HOUR.sub("", plain)).strip()
    if left or not hours or len(hours) % 2 or len(hours) > 2 * MOST_SPANS:
        raise ValueError(text)
    if any(later <= sooner for sooner, later in pairwise(hours)):
        raise ValueError(text)
    return tuple(Span(opens, closes) for opens, closes in zip(hours[::2], hours[1::2], strict=True))


def write_spans(spans: tuple[Span, ...]) -> str:
    """As the field shows them: « 9 h – 12 h, 14 h – 17 h »."""
    return ", ".join(f"{saying.hour(span.opens)}\u00a0– {saying.hour(span.closes)}" for span in spans)


def _hour(found: re.Match[str]) -> time:
    return time(int(found[1]), int(found[2] or 0))
