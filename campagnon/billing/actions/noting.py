from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.billing import mail
from campagnon.billing.models import Invoice
from campagnon.journal.actions import record
from campagnon.people.models import User


@transaction.atomic
def note_payment(invoice: Invoice, *, is_paid: bool, by: User, now: datetime | None = None) -> bool:
    """Note what one of the two says of the payment; False when that was said, or the invoice is undone."""
    now = now or timezone.now()
    locked = Invoice.objects.select_for_update(of=("self",)).select_related("seller", "client")
    held = locked.get(pk=invoice.pk)
    if by.pk not in {held.seller_id, held.client_id}:
        raise PermissionDenied
    name = "paid_said_by_seller_at" if by.pk == held.seller_id else "paid_said_by_client_at"
    was_paid = getattr(held, name) is not None
    if held.is_credit_note or held.credited_at or was_paid == is_paid:
        return False
    setattr(held, name, now if is_paid else None)
    held.save(update_fields=[name])
    record("invoice.paid" if is_paid else "invoice.not_paid", target=held, by=by)
    if is_paid:
        mail.tell_paid(held, by=by)
    return True
