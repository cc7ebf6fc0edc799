"""A need said in a few words, for titles, messages and lists."""

from datetime import date
from typing import Protocol

from django.utils import timezone

from campagnon.common import saying
from campagnon.notices.moments import PartOfDay


class Moment(Protocol):
    """What has dates as a need has."""

    starts_on: date | None
    ends_on: date | None
    part_of_day: str
    is_recurring: bool


def when(moment: Moment) -> str:
    """« samedi 28 novembre, le matin », « régulièrement, à partir du mercredi 25 novembre »."""
    today = timezone.localdate()
    said = []
    if moment.is_recurring:
        said.append("régulièrement")
    if moment.starts_on or not moment.is_recurring:
        said.append(saying.period(moment.starts_on, moment.ends_on, today=today))
    if moment.part_of_day:
        said.append(str(PartOfDay(moment.part_of_day).label))
    return ", ".join(said)
