"""The fourteen days in which a household may go back on a quote that it accepted online. Pure.

C. conso L221-18 (fourteen days from the conclusion), L221-19 (that day not counted; a last day that falls on
a Saturday, a Sunday or a holiday gives way to the next working day), L221-25 (a start before the end is asked
for in so many words), L221-28 (1°: all is done, at that request; 8°: an urgent repair, expressly requested).
"""

from datetime import date, timedelta
from enum import Enum

from campagnon.common.holidays import working_day_from

DAYS = 14


class Bar(Enum):
    """Why a household may no longer go back."""

    LATE = "late"
    DONE = "done"
    URGENT = "urgent"


def last_day_to_retract(accepted_on: date) -> date:
    """The last day, until midnight, on which one may go back on what one accepted that day."""
    return working_day_from(accepted_on + timedelta(days=DAYS))


def starts_early(starts_on: date, *, accepted_on: date) -> bool:
    """Whether the work would begin before the fourteen days are over: it must then be asked for."""
    return starts_on <= last_day_to_retract(accepted_on)


def bar_to_retract(
    today: date, *, accepted_on: date, is_done: bool, asked_early: bool, is_urgent: bool
) -> Bar | None:
    """Why one may no longer go back; None while one may."""
    if is_urgent:
        return Bar.URGENT
    if is_done and asked_early:
        return Bar.DONE
    return Bar.LATE if today > last_day_to_retract(accepted_on) else None
