"""Days and parts of days: when a need falls, and whether an offer's week allows it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartOfDay(models.TextChoices):
    """When in the day, as people say it."""

    MORNING = "morning", _("le matin")
    AFTERNOON = "afternoon", _("l’après-midi")
    EVENING = "evening", _("le soir")


PARTS: tuple[str, ...] = tuple(PartOfDay.values)
# Looking further than a fortnight into a long period tells nothing more about a week.
LONGEST_LOOK = 14


def availability_of(parts: set[tuple[int, str]]) -> int:
    """The week as 21 bits, from (weekday, part) pairs; Monday is 0."""
    return sum(1 << (3 * weekday + PARTS.index(part)) for weekday, part in parts)


def parts_of(availability: int) -> set[tuple[int, str]]:
    """The (weekday, part) pairs of a week held in 21 bits."""
    return {(bit // 3, PARTS[bit % 3]) for bit in range(21) if availability & (1 << bit)}


def wanted_parts(starts_on: date | None, ends_on: date | None, part_of_day: str) -> int:
    """The parts of the week, as 21 bits, in which a need could be met; 0 when any will do."""
    if starts_on is None:
        return availability_of({(day, part_of_day) for day in range(7)}) if part_of_day else 0
    parts = (part_of_day,) if part_of_day else PARTS
    return availability_of({(day.weekday(), part) for day in _days(starts_on, ends_on) for part in parts})


def _days(starts_on: date, ends_on: date | None) -> Iterator[date]:
    last = min(ends_on or starts_on, starts_on + timedelta(days=LONGEST_LOOK))
    day = starts_on
    while day <= last:
        yield day
        day += timedelta(days=1)


def is_free(availability: int, wanted: int) -> bool:
    """Whether an offer's week has at least one of the wanted parts."""
    return not wanted or bool(availability & wanted)
