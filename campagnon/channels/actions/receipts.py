from datetime import datetime

from django.utils.translation import gettext as _

from campagnon.channels.models import Delivery
from campagnon.channels.receipts import DELIVERED, NOT_DELIVERED, REFUSED


def take_receipt(delivery: Delivery, report: int, *, now: datetime) -> None:
    """Note what the network says of an SMS: it arrived, or never will."""
    if report == DELIVERED:
        left = Delivery.objects.filter(pk=delivery.pk, sent_at__isnull=False, reached_at=None)
        left.update(reached_at=now)
    elif report in {NOT_DELIVERED, REFUSED}:
        trouble = _(
            "L’opérateur n’a pas pu remettre ce SMS : numéro fermé, ou téléphone éteint trop longtemps."
        )
        give_up_what_left(delivery, trouble, now=now)


def give_up_what_left(delivery: Delivery, trouble: str, *, now: datetime) -> None:
    """A message that left did not arrive: the desk sees it among the stuck."""
    left = Delivery.objects.readable().filter(pk=delivery.pk, sent_at__isnull=False, reached_at=None)
    left.update(sent_at=None, given_up_at=now, trouble=trouble)
