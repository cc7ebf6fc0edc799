"""Visits as an agenda reads them (RFC 5545): first name, commune and service, nothing more."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from campagnon.common.links import absolute
from campagnon.common.night import HERE
from campagnon.exchanges.mail.letters import exchange_link
from campagnon.exchanges.models import Visit
from campagnon.people.models import User

REFRESH_EVERY = timedelta(hours=6)


def write_agenda(visits: Iterable[Visit], *, reader: User) -> bytes:
    """An iCalendar file of visits as `reader` sees them; a cancelled one says so, so that agendas drop it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Campagnon//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Campagnon")
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"value": "DURATION"})
    for visit in visits:
        calendar.add_component(_event(visit, reader))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(visit: Visit, reader: User) -> Event:
    exchange = visit.exchange
    said = {"service": exchange.need.service.label, "name": exchange.other(reader).first_name}
    event = Event()
    event.add("uid", f"{visit.public_id}@{settings.ALLOWED_HOSTS[0]}")
    event.add("dtstamp", max(moment for moment in (visit.booked_at, visit.cancelled_at) if moment))
    event.add("dtstart", visit.starts_at.astimezone(HERE))
    event.add("dtend", visit.ends_at.astimezone(HERE))
    event.add("sequence", visit.sequence)
    event.add("status", "CANCELLED" if visit.cancelled_at else "CONFIRMED")
    event.add("summary", _("%(service)s avec %(name)s") % said)
    event.add("location", exchange.need.commune.name)
    event.add("url", exchange_link(exchange))
    return event


def agenda_address(path: str) -> str:
    """The address by which an agenda subscribes: the feed's, with its own scheme."""
    return "webcal://" + absolute(path).split("://", 1)[1]
