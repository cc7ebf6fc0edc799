"""What somebody of 16 or 17 is not asked: an evening of looking after children (catalogue guard)."""

from datetime import date, datetime, time

from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.people.models import User

SITTING = frozenset({"baby-sitting", "garde-enfant"})
# The law's night is from 22 h to 6 h at 16 and 17, from 20 h before 16 (Code du travail, L3163-1). An evening
# ends later than one thinks, and the way home is long: the stricter hour holds for all our minors.
DAY_BEGINS, EVENING_BEGINS = time(6), time(20)


def may_come_on(person: User, service: Service, *, part_of_day: str, day: date) -> bool:
    """Whether somebody may be asked for a part of that day; « le soir » is said before any hour is."""
    return service.slug not in SITTING or part_of_day != "evening" or person.is_adult_on(day)


def may_come_at(person: User, service: Service, *, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether somebody may come at that moment: a minor looks after children between 6 h and 20 h."""
    here, until = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if service.slug not in SITTING or person.is_adult_on(here.date()):
        return True
    is_one_day = until.date() == here.date()
    return is_one_day and here.time() >= DAY_BEGINS and until.time() <= EVENING_BEGINS
