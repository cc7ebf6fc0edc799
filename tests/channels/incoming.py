"""An SMS as Kannel's `post-url` hands it over."""

from base64 import b64encode
from itertools import count

from django.test import Client
from django.utils import timezone

from campagnon.channels.hands import BY_ITSELF
from campagnon.channels.models import Delivery

SECRET = "a-secret-of-the-gateway"
KARIM, STRANGER = "+33639981217", "+33639984444"
_numbers = count(1)


def sms_comes(
    text: str, *, sender: str = KARIM, number: str = "", secret: str = SECRET, charset: str = "UTF-8"
):
    """Post one SMS; each has a number of its own unless one is given."""
    # Whoever answers has received what was written to them.
    Delivery.objects.filter(channel__in=BY_ITSELF, sent_at=None).update(
        sent_at=timezone.now(), next_try_at=None
    )
    shown = b64encode(f"kannel:{secret}".encode()).decode()
    return Client().post(
        f"/canaux/sms/?id={number or f'uuid-{next(_numbers)}'}",
        data=text.encode(charset),
        content_type=f'text/plain; charset="{charset}"',
        headers={"X-Kannel-From": sender, "Authorization": f"Basic {shown}"},
    )
