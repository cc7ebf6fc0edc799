"""What this room does when somebody comes in, or when much leaves the site at once."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from campagnon.journal.models import Entry
from campagnon.journal.signals import exported
from campagnon.people import mail
from campagnon.people.device import is_marked
from campagnon.people.models import Agent, User


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
