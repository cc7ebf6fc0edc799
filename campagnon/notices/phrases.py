"""A need said in a few words, for titles, messages and lists."""

from datetime import date
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.common import saying
from campagnon.notices.childcare import ChildcarePlace
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


def childcare(name: str, place: str, agrement_number: str) -> str:
    """« La garde se fait chez les parents. », « … chez Magali, avec l’agrément nº 60-2024-118. »"""
    said = {"name": name, "number": agrement_number}
    if place == ChildcarePlace.SITTER:
        return _("La garde se fait chez %(name)s, avec l’agrément nº %(number)s.") % said
    if agrement_number:
        return _("La garde se fait chez les parents ; agrément nº %(number)s.") % said
    return _("La garde se fait chez les parents.")
