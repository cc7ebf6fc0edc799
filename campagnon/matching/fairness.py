"""How long somebody had to answer: nights, Sundays and holidays are nobody's fault. Pure."""

from datetime import datetime, timedelta

from campagnon.common.night import HERE, after_the_night
from campagnon.territories.opening import closed_days_between, next_opening, villagers

# A message that had less than that to be answered tells nothing.
FAIR = timedelta(days=2)


def fair_delay(asked_at: datetime, until: datetime, *, department: str) -> timedelta:
    """From the first decent moment of a working day, without the days on which nobody works."""
    calendar = villagers(department)
    begins, ends = after_the_night(asked_at).astimezone(HERE), until.astimezone(HERE)
    if not calendar.spans_on(begins.date()):
        begins = next_opening(begins, calendar) or begins
    if ends <= begins:
        return timedelta()
    return until - begins - closed_days_between(begins, ends, calendar)
