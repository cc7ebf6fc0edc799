from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.billing import mail
from campagnon.billing.actions.issuing import OwnInvoice, is_own_number_free, keep_paper
from campagnon.billing.actions.numbering import take_number
from campagnon.billing.models import Invoice, InvoiceLine, Kind
from campagnon.billing.paper import file_name
from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.journal.actions import issue_paper, record
from campagnon.people.models import User


@transaction.atomic
def credit_invoice(
    invoice: Invoice, *, by: User, reason: str = "", now: datetime | None = None
) -> Invoice | None:
    """Undo an invoice of ours wholly, by a credit note of the same figures; None when that was done."""
    now = now or timezone.now()
    undone = _hold(invoice, by)
    if undone is None:
        return None
    taken = take_number(by, Kind.CREDIT_NOTE, on=timezone.localdate(now))
    note = Invoice(
        kind=Kind.CREDIT_NOTE,
        corrects=undone,
        reason=reason,
        year=taken.on.year,
        rank=taken.rank,
        number=taken.number,
        issued_on=taken.on,
        due_on=taken.on,
        issued_at=now,
        **_same(undone),
    )
    keep_paper(note, [_copied(line) for line in undone.lines.all()], by=by, now=now)
    _end(undone, now)
    mail.tell_credited(note)
    return note


@transaction.atomic
def attach_credit_note(
    invoice: Invoice, own: OwnInvoice, *, by: User, reason: str = "", now: datetime | None = None
) -> Invoice | None:
    """Keep the enterprise's own credit note for its own invoice; None when it or its number is there."""
    now = now or timezone.now()
    is_free = is_own_number_free(own.number, by)
    undone = _hold(invoice, by)
    if undone is None or not is_free:
        return None
    note = Invoice.objects.create(
        kind=Kind.CREDIT_NOTE,
        corrects=undone,
        reason=reason,
        number=own.number,
        issued_on=own.issued_on,
        due_on=own.issued_on,
        paper=issue_paper(file_name(Kind.CREDIT_NOTE, own.number), own.content, now=now),
        is_own_paper=True,
        own_total_euros=undone.own_total_euros,
        issued_at=now,
        **_same(undone),
    )
    record("credit.attached", target=note, by=by)
    _end(undone, now)
    mail.tell_credited(note)
    return note


def _hold(invoice: Invoice, by: User) -> Invoice | None:
    """The standing invoice, its exchange held; None when a credit note undid it already."""
    lock_exchange(invoice.quote.exchange_id)
    with_people = ("seller", "client", "quote__need__commune", "quote__need__service", "quote__exchange")
    held = Invoice.objects.select_related(*with_people).get(pk=invoice.pk)
    if held.seller_id != by.pk or held.is_credit_note:
        raise PermissionDenied
    return None if held.credited_at else held


def _same(undone: Invoice) -> dict:
    names = ("seller", "client", "quote", "performed_on", "seller_mentions")
    # Of a client who closed their account nothing is known any more: the paper says so.
    client = undone.client_mentions or {"name": str(undone.client)}
    return {name: getattr(undone, name) for name in names} | {"client_mentions": client}


def _copied(line: InvoiceLine) -> InvoiceLine:
    line.pk, line.invoice = None, None
    return line


def _end(undone: Invoice, now: datetime) -> None:
    undone.credited_at = now
    undone.save(update_fields=["credited_at"])
