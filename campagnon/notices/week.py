"""A week of availability, as a table that people read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from campagnon.notices.moments import PARTS, parts_of

DAY_LABELS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


PART_LABELS = ("matin", "après-midi", "soir")


@dataclass(frozen=True)
class DayBoxes:
    """One day of the form: its name, and for each part the box's value, its label and whether it is ticked."""

    name: str
    boxes: list[tuple[str, str, bool]]


def week_boxes(ticked: list[str]) -> list[DayBoxes]:
    """The 21 boxes of a week, Monday first, as a form shows them again."""
    return [
        DayBoxes(
            _(name),
            [
                (f"{day}-{part}", f"{_(name)} {_(PART_LABELS[rank])}", f"{day}-{part}" in ticked)
                for rank, part in enumerate(PARTS)
            ],
        )
        for day, name in enumerate(DAY_LABELS)
    ]


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
