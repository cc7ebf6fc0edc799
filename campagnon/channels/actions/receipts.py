from datetime import datetime

from django.utils.translation import gettext as _

from campagnon.channels.models import Delivery
from campagnon.channels.receipts import DELIVERED, NOT_DELIVERED, REFUSED


def take_receipt(delivery: Delivery, report: int, *, now: datetime) -> None:
    """Note that an SMS arrived, or that the network refused it: the desk sees it then among the stuck."""
    left = Delivery.objects.filter(pk=delivery.pk, sent_at__isnull=False, reached_at=None)
    if report == DELIVERED:
        left.update(reached_at=now)
    elif report in {NOT_DELIVERED, REFUSED}:
        trouble = _(
            "L’opérateur n’a pas pu remettre ce SMS : numéro fermé, ou téléphone éteint trop longtemps."
        )
        left.readable().update(sent_at=None, given_up_at=now, trouble=trouble)
