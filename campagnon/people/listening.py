"""What this room does when somebody comes in."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(user_logged_in)
def stay(request: HttpRequest, **kwargs) -> None:
    """Somebody who came in stays for months; a visitor's session is over in a week."""
    request.session.set_expiry(settings.SIGNED_IN_AGE)
