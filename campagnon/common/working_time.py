"""Time as a villager counts it: from 8 h to 19 h, Monday to Saturday."""

from datetime import datetime, time, timedelta

OPENS, CLOSES = time(8), time(19)
SUNDAY = 6


def add_working_hours(start: datetime, hours: float) -> datetime:
    """The moment `hours` working hours after `start` (aware, in local time)."""
    moment, left = start, timedelta(hours=hours)
    while True:
        opens, closes = _bounds(moment)
        moment = max(moment, opens)
        if moment.weekday() != SUNDAY and moment < closes:
            if moment + left <= closes:
                return moment + left
            left -= closes - moment
        moment = _bounds(moment + timedelta(days=1))[0]


def _bounds(moment: datetime) -> tuple[datetime, datetime]:
    day = moment.date()
    return (
        datetime.combine(day, OPENS, moment.tzinfo),
        datetime.combine(day, CLOSES, moment.tzinfo),
    )
