"""A week of availability, as a table that people read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from campagnon.notices.moments import PARTS, parts_of

DAY_LABELS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


@dataclass(frozen=True)
class DayRow:
    """One day: its name, and whether each of its three parts is free."""

    name: str
    parts: tuple[bool, bool, bool]


def week_table(availability: int) -> list[DayRow]:
    """The seven days, Monday first."""
    free = parts_of(availability)
    return [
        DayRow(_(name), tuple((day, part) in free for part in PARTS)) for day, name in enumerate(DAY_LABELS)
    ]
