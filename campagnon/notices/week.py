"""A week of availability, as a table that people read."""

from dataclasses import dataclass

from campagnon.common.saying import DAYS
from campagnon.notices.moments import PARTS, parts_of

PARTS_SAID = ("matin", "après-midi", "soir")


@dataclass(frozen=True)
class DayBoxes:
    """One day of the form: its name, and each part's box: value, label, whether it is ticked."""

    name: str
    boxes: list[tuple[str, str, bool]]


def week_boxes(ticked: list[str]) -> list[DayBoxes]:
    """The 21 boxes of a week, Monday first, as a form shows them again."""
    return [
        DayBoxes(
            name.capitalize(),
            [
                (f"{day}-{part}", f"{name.capitalize()} {said}", f"{day}-{part}" in ticked)
                for part, said in zip(PARTS, PARTS_SAID, strict=True)
            ],
        )
        for day, name in enumerate(DAYS)
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
        DayRow(name.capitalize(), tuple((day, part) in free for part in PARTS))
        for day, name in enumerate(DAYS)
    ]
