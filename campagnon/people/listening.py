"""What this room does when people come in, ask for help or for peace, or when much leaves the site."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from campagnon.channels.signals import help_wanted, peace_wanted
from campagnon.channels.topics import ALL
from campagnon.journal.models import Entry
from campagnon.journal.signals import exported
from campagnon.people import mail
from campagnon.people.actions.muting import mute
from campagnon.people.device import is_marked
from campagnon.people.models import Agent, User
from campagnon.territories.models import Territory


@receiver(user_logged_in)
def stay(request: HttpRequest, **kwargs) -> None:
    """Somebody who came in stays for months; on a shared device, until the browser is closed."""
    request.session.set_expiry(0 if is_marked(request) else settings.SIGNED_IN_AGE)


@receiver(exported)
def alert_colleagues(entry: Entry, what: str, count: int, by: User, **kwargs) -> None:
    """Those who serve the same territories are told of an export: nobody takes a list away alone."""
    territories = Agent.objects.serving().filter(user=by).values("territory")
    colleagues = User.objects.filter(
        posts__in=Agent.objects.serving().filter(territory__in=territories)
    ).exclude(pk=by.pk)
    for colleague in colleagues.distinct():
        mail.export_made(colleague, entry, what=what, count=count, by=by)


@receiver(peace_wanted)
def leave_in_peace(person: User, **kwargs) -> None:
    mute(person, ALL, by=person)


@receiver(help_wanted)
def say_whom_to_call(person: User, **kwargs) -> str | None:
    """The telephone of the town hall that serves where somebody lives."""
    territory = Territory.objects.open().filter(epci=person.commune.epci_id).exclude(phone="").first()
    if territory is None:
        return None
    said = {"name": territory.name, "phone": territory.phone}
    words = _("Campagnon, %(name)s : %(phone)s.") % said
    return (
        _("%(words)s %(hours)s.") % {"words": words, "hours": territory.phone_hours}
        if territory.phone_hours
        else words
    )
