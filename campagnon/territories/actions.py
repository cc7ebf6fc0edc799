import re
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.text import slugify

from campagnon.journal.actions import record
from campagnon.territories.laying_out import to_layout
from campagnon.territories.models import ClosedDay, Commune, CounterHours, Epci, Interest, Territory
from campagnon.territories.neighbours import store_neighbours_of
from campagnon.territories.opening import Calendar
from campagnon.territories.saying_hours import said_hours

KIND_WORDS = re.compile(
    r"^(communauté (de communes|d’agglomération|urbaine)( interrégionale)?|métropole)"
    r"\s+(de la |de l’|des |du |de |d’)?",
    re.IGNORECASE,
)


@transaction.atomic
def open_territory(
    siren: str,
    *,
    by: AbstractBaseUser | None = None,
    name: str | None = None,
    slug: str | None = None,
    phone: str = "",
) -> Territory:
    """Open Campagnon in a grouping of communes; opened already, it is returned as it is."""
    epci = Epci.objects.select_for_update().get(siren=siren)
    opened = Territory.objects.filter(epci=epci).first()
    if opened:
        return opened
    name = name or usual_name(epci.name)
    territory = Territory.objects.create(
        epci=epci, slug=slug or free_slug(name, siren), name=name, phone=phone, opened_by=by
    )
    store_neighbours_of(epci)
    record("territory.opened", target=territory, by=by)
    return territory


def usual_name(official: str) -> str:
    """What people call it: "Communauté de communes de la Picardie Verte" is "Picardie Verte"."""
    short = KIND_WORDS.sub("", official)
    return short[:1].upper() + short[1:]


def free_slug(name: str, siren: str) -> str:
    """The name as an address; two territories of one name are told apart by the SIREN."""
    slug = slugify(name)[:40]
    return f"{slug}-{siren}" if Territory.objects.filter(slug=slug).exists() else slug


def leave_interest(commune: Commune) -> Interest:
    """Count one more person who wishes that a commune be open."""
    return Interest.objects.create(commune=commune)


@transaction.atomic
def keep_hours(territory: Territory, hours: Iterable[CounterHours], *, by: AbstractBaseUser | None) -> None:
    """Replace the week of a territory's counter, and say it in words wherever its number is shown."""
    _hold(territory)
    territory.counter_hours.all().delete()
    for row in hours:
        row.territory = territory
        row.save(force_insert=True)
    _lay_out(territory)
    record("territory.hours_kept", target=territory, by=by)


class AlreadyClosed(Exception):
    """A closing begins on that day already."""


@transaction.atomic
def close_counter(territory: Territory, closed: ClosedDay, *, by: AbstractBaseUser) -> None:
    """Say that a counter does not answer on some days; two closings never begin on the same one."""
    _hold(territory)
    closed.territory = territory
    try:
        with transaction.atomic():
            closed.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyClosed from error
    _lay_out(territory)
    record("territory.days_closed", target=territory, by=by, note=closed.reason)


@transaction.atomic
def open_counter_again(closed: ClosedDay, *, by: AbstractBaseUser) -> None:
    """Take closed days back: the counter answers after all."""
    territory = closed.territory
    _hold(territory)
    closed.delete()
    _lay_out(territory)
    record("territory.days_open_again", target=territory, by=by, note=closed.reason)


def _hold(territory: Territory) -> None:
    """Two administrators may change hours at once: the layout must say what both tables say."""
    Territory.objects.select_for_update().get(pk=territory.pk)


def _lay_out(territory: Territory) -> None:
    by_day = {row.weekday: row.spans for row in territory.counter_hours.all()}
    if not by_day:
        # Nobody says when it answers: the words stay those that were typed.
        territory.opening = {}
        territory.save(update_fields=["opening"])
        return
    week = tuple(by_day.get(weekday, ()) for weekday in range(7))
    closed = tuple(territory.closed_days.values_list("first_on", "last_on"))
    territory.opening = to_layout(Calendar(week, _department_of(territory), closed))
    territory.phone_hours = said_hours(week)
    territory.save(update_fields=["opening", "phone_hours"])


def _department_of(territory: Territory) -> str:
    """The département of most of its communes: a few territories lie across two."""
    communes = Commune.objects.current().filter(epci=territory.epci_id).order_by()
    counted = communes.values("department").annotate(count=Count("pk")).order_by("-count", "department")
    return counted.values_list("department", flat=True).first() or ""
