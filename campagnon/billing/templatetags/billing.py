"""The part of « Mon espace » that is about invoices."""

from django import template
from django.utils import timezone

from campagnon.billing.ledger import quotes_to_bill
from campagnon.billing.models import Invoice
from campagnon.people.models import User

register = template.Library()
MOST_SHOWN = 5


@register.inclusion_tag("billing/_my_invoices.html")
def my_invoices(user: User) -> dict:
    """What waits to be paid, and what waits to be billed."""
    unpaid = Invoice.objects.unpaid().filter(client=user).select_related("seller").prefetch_related("lines")
    return {
        "unpaid": list(unpaid.order_by("due_on")[:MOST_SHOWN]),
        "to_bill": quotes_to_bill(user)[:MOST_SHOWN],
        "has_some": Invoice.objects.seen_by(user).exists(),
        "today": timezone.localdate(),
    }
