"""French as it is said: days, hours, lists. Pure; the template filters call these."""

from collections.abc import Sequence
from datetime import date, time

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def day(value: date, *, today: date | None = None) -> str:
    """« samedi 28 novembre »; the year is said when it is not today's."""
    number = "1er" if value.day == 1 else str(value.day)
    said = f"{DAYS[value.weekday()]} {number} {MONTHS[value.month - 1]}"
    if today is not None and value.year != today.year:
        said += f" {value.year}"
    return said


def calendar_day(value: date) -> str:
    """« 31 décembre 2030 »: a day far away, of which the weekday says nothing."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"


def hour(value: time) -> str:
    """« 9 h », « 14 h 30 », with no-break spaces."""
    return f"{value.hour}\u00a0h" + (f"\u00a0{value.minute:02}" if value.minute else "")


def listing(words: Sequence[str], *, last: str) -> str:
    """« Entraide, CESU ou Professionnel »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def period(starts_on: date | None, ends_on: date | None, *, today: date | None = None) -> str:
    """« samedi 28 novembre », « du lundi 30 novembre au dimanche 6 décembre », « dès que possible »."""
    if starts_on is None:
        return "dès que possible"
    if ends_on is None:
        return f"à partir du {day(starts_on, today=today)}"
    if starts_on == ends_on:
        return day(starts_on, today=today)
    if today is not None and starts_on <= today:
        return f"avant le {day(ends_on, today=today)} au soir"
    return f"du {day(starts_on, today=today)} au {day(ends_on, today=today)}"
