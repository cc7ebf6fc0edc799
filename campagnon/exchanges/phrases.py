"""Moments, lengths and ways of exchanging as they are said in pages and messages."""

from datetime import datetime
from decimal import Decimal
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.catalogue.modes import Mode
from campagnon.common import saying
from campagnon.people.models import User


def moment(at: datetime) -> str:
    """« samedi 28 novembre à 9 h »."""
    here = timezone.localtime(at)
    return _("%(day)s à %(hour)s") % {"day": day(at), "hour": saying.hour(here.time())}


def day(at: datetime) -> str:
    """« samedi 28 novembre »."""
    return saying.day(timezone.localtime(at).date(), today=timezone.localdate())


def hour(at: datetime) -> str:
    """« 9 h »."""
    return saying.hour(timezone.localtime(at).time())


def rhythm(at: datetime, *, is_weekly: bool) -> str:
    """« samedi 28 novembre à 9 h », « chaque samedi à 9 h, à partir du 28 novembre »."""
    if not is_weekly:
        return moment(at)
    here = timezone.localtime(at)
    weekday, date = day(at).split(" ", 1)
    words = {"weekday": weekday, "hour": saying.hour(here.time()), "date": date}
    return _("chaque %(weekday)s à %(hour)s, à partir du %(date)s") % words


def length(hours: Decimal | float) -> str:
    """« 30 min », « 2 h », « 1 h 30 »."""
    whole, minutes = divmod(round(float(hours) * 60), 60)
    if not whole:
        return f"{minutes}\u00a0min"
    return f"{whole}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")


class Moment(Protocol):
    """A way, a moment and a length, proposed."""

    mode: int
    starts_at: datetime
    hours: Decimal
    is_weekly: bool


def put_forward(proposal: Moment) -> str:
    """« samedi 28 novembre à 9 h, environ 2 h, en entraide »: what a bare yes says."""
    words = {
        "when": rhythm(proposal.starts_at, is_weekly=proposal.is_weekly),
        "length": length(proposal.hours),
        "way": way_within(proposal.mode),
    }
    return _("%(when)s, environ %(length)s, %(way)s") % words


def way_within(mode: int) -> str:
    """« en entraide », « en CESU », inside a sentence."""
    return way(mode).lower().replace("cesu", "CESU")


def number(amount: Decimal) -> str:
    """« 2 », « 1,5 »."""
    return f"{amount.normalize():f}".replace(".", ",")


def way(mode: int) -> str:
    """« En entraide », « En CESU », « En professionnel »."""
    return {
        Mode.FREE: _("En entraide"),
        Mode.CESU: _("En CESU"),
        Mode.PRO: _("En professionnel"),
    }[Mode(mode)]


def name(person: User) -> str:
    """The first name, as long as the account is open."""
    return person.first_name or _("quelqu’un qui a fermé son compte")


def where_to_meet(name: str, *, is_asker: bool) -> str:
    """What is left to say once the moment is agreed."""
    if is_asker:
        return _("Dites à %(name)s où vous retrouver : l’adresse, l’entrée, où se garer.") % {"name": name}
    return _("Convenez avec %(name)s de l’endroit où vous retrouver.") % {"name": name}


def cancelled(at: datetime, words: str) -> str:
    """What was cancelled, and the word that came with it on a line of its own."""
    return "\n".join([_("Rendez-vous du %(day)s annulé.") % {"day": day(at)}, words])


def sentence(words: str) -> str:
    """The same words, beginning with a capital."""
    return words[:1].upper() + words[1:]
