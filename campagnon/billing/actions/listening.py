"""What billing does when lower rooms speak."""

from datetime import datetime

from django.dispatch import receiver

from campagnon.billing.actions.reminding import forget_invoices, remind_late
from campagnon.billing.models import Invoice
from campagnon.exchanges.signals import clock_turned
from campagnon.people.models import User
from campagnon.people.signals import account_closed


@receiver(clock_turned)
def advance_invoices(now: datetime, **kwargs) -> dict[str, int]:
    """Remind of what is late, forget what is too old."""
    return {"invoices_reminded": remind_late(now=now), "invoices_forgotten": forget_invoices(now=now)}


@receiver(account_closed)
def forget_client(user: User, **kwargs) -> None:
    """A client's name and address leave the tables; they stay on the paper, which must be kept."""
    Invoice.objects.filter(client=user).update(client_mentions={})
