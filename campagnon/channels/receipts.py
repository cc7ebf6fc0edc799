"""Where the gateway tells what became of an SMS: an address signed for that message only."""

from django.core import signing
from django.urls import reverse

from campagnon.channels.models import Channel, Delivery
from campagnon.common.links import absolute

# Kannel's own numbers.
DELIVERED, NOT_DELIVERED, REFUSED = 1, 2, 16
REPORTS_WANTED = DELIVERED | NOT_DELIVERED | REFUSED
_SALT = "campagnon.channels.receipt"


def receipt_url(delivery: Delivery) -> str:
    """Where the gateway tells of this message; Kannel writes the number of the report in it."""
    path = reverse("channels:receipt", args=[signing.Signer(salt=_SALT).sign(str(delivery.pk))])
    return f"{absolute(path)}?report=%d"


def find_delivery(token: str) -> Delivery | None:
    """The message of which a report speaks; None when the address is not ours."""
    try:
        pk = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Delivery.objects.filter(pk=pk, channel=Channel.SMS).first()
