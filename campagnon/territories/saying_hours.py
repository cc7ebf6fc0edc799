"""Hours as they are said: « du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h ». Pure."""

from datetime import datetime

from campagnon.common import saying
from campagnon.territories.opening import Calendar, Span, closing, next_opening

# « lundi » alone names the next one only.
THIS_WEEK_DAYS = 6


def said_hours(week: tuple[tuple[Span, ...], ...]) -> str:
    """The hours of a week in one phrase; empty when it never opens."""
    by_spans: dict[tuple[Span, ...], list[int]] = {}
    for weekday, spans in enumerate(week):
        if spans:
            by_spans.setdefault(tuple(sorted(spans)), []).append(weekday)
    return "\u00a0; ".join(f"{_days(days)}, {_spans(spans)}" for spans, days in by_spans.items())


def said_now(moment: datetime, calendar: Calendar) -> str:
    """« ouvert jusqu’à 12 h », « rouvre lundi à 9 h »; empty when it opens no more."""
    closes = closing(moment, calendar)
    if closes is not None:
        return f"ouvert jusqu’à {saying.hour(closes.time())}"
    opens = next_opening(moment, calendar)
    return f"rouvre {said_opening(opens, moment)}" if opens else ""


def said_opening(opens: datetime, moment: datetime) -> str:
    """« à 14 h », « demain à 9 h », « lundi à 9 h », « le mardi 5 janvier à 9 h »."""
    hour = f"à {saying.hour(opens.time())}"
    days = (opens.date() - moment.date()).days
    if days == 0:
        return hour
    if days == 1:
        return f"demain {hour}"
    if days <= THIS_WEEK_DAYS:
        return f"{saying.DAYS[opens.weekday()]} {hour}"
    return f"le {saying.day(opens.date(), today=moment.date())} {hour}"


def _days(weekdays: list[int]) -> str:
    names = [saying.DAYS[weekday] for weekday in weekdays]
    in_a_row = weekdays[-1] - weekdays[0] == len(weekdays) - 1
    if in_a_row and len(weekdays) > 2:
        return f"du {names[0]} au {names[-1]}"
    return saying.listing([f"le {name}" for name in names], last="et")


def _spans(spans: tuple[Span, ...]) -> str:
    said = [f"de {saying.hour(span.opens)} à {saying.hour(span.closes)}" for span in spans]
    return saying.listing(said, last="et")
