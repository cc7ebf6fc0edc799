from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.billing import mail
from campagnon.billing.actions.numbering import take_number
from campagnon.billing.models import Invoice, InvoiceLine, Kind
from campagnon.billing.paper import file_name, press_invoice
from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.exchanges.models import Quote, QuoteLine
from campagnon.journal.actions import issue_paper, record
from campagnon.people.mentions import mentions_of
from campagnon.people.models import User


@dataclass(frozen=True)
class Client:
    """Who pays, as the invoice must name them."""

    name: str
    street: str
    postcode: str
    town: str


@dataclass(frozen=True)
class Terms:
    """What an invoice says that its quote did not."""

    performed_on: date
    due_on: date
    client: Client


@dataclass(frozen=True)
class OwnInvoice:
    """An invoice that the enterprise made elsewhere: its number, its figures, its PDF."""

    number: str
    issued_on: date
    due_on: date
    total_euros: Decimal
    content: bytes


def can_bill(quote: Quote) -> bool:
    """Whether the job was done: a visit of its exchange took place."""
    return quote.exchange.visits.filter(happened_at__isnull=False).exists()


def day_of_the_job(quote: Quote) -> date | None:
    """The day of the last visit that took place."""
    moments = quote.exchange.visits.filter(happened_at__isnull=False).order_by("-starts_at")
    last = moments.values_list("starts_at", flat=True).first()
    return timezone.localdate(last) if last else None


@transaction.atomic
def issue_invoice(quote: Quote, terms: Terms, *, by: User, now: datetime | None = None) -> Invoice | None:
    """Bill an accepted quote as it stands, under the next number; None when it is billed already."""
    now = now or timezone.now()
    quote = _hold(quote, by)
    if quote is None:
        return None
    taken = take_number(by, Kind.INVOICE, on=timezone.localdate(now))
    invoice = Invoice(
        seller=by,
        client=quote.exchange.asker,
        quote=quote,
        year=taken.on.year,
        rank=taken.rank,
        number=taken.number,
        issued_on=taken.on,
        performed_on=terms.performed_on,
        due_on=max(terms.due_on, taken.on),
        seller_mentions=_mentions(quote, by, taken.on),
        client_mentions=asdict(terms.client),
        issued_at=now,
    )
    keep_paper(invoice, [_as_billed(line) for line in quote.lines.all()], by=by, now=now)
    mail.tell_issued(invoice)
    return invoice


def _mentions(quote: Quote, by: User, on: date) -> dict:
    """Who bills, as of that day; towards VAT, as the quote whose rates are billed says."""
    agreed = {name: quote.seller[name] for name in ("vat_regime", "vat_number") if name in quote.seller}
    return mentions_of(by.professional, on=on) | agreed


@transaction.atomic
def attach_invoice(quote: Quote, own: OwnInvoice, *, by: User, now: datetime | None = None) -> Invoice | None:
    """Keep the enterprise's own invoice for an accepted quote; None when it or its number is there."""
    now = now or timezone.now()
    is_free = is_own_number_free(own.number, by)
    quote = _hold(quote, by)
    if quote is None or not is_free:
        return None
    invoice = Invoice.objects.create(
        seller=by,
        client=quote.exchange.asker,
        quote=quote,
        number=own.number,
        issued_on=own.issued_on,
        performed_on=min(day_of_the_job(quote), own.issued_on),
        due_on=max(own.due_on, own.issued_on),
        seller_mentions=mentions_of(by.professional, on=own.issued_on),
        client_mentions={"name": str(quote.exchange.asker)},
        paper=issue_paper(file_name(Kind.INVOICE, own.number), own.content, now=now),
        is_own_paper=True,
        own_total_euros=own.total_euros,
        issued_at=now,
    )
    record("invoice.attached", target=invoice, by=by)
    mail.tell_issued(invoice)
    return invoice


def is_own_number_free(number: str, seller: User) -> bool:
    """Whether no paper of the enterprise bears it; two windows take it one after the other."""
    User.objects.select_for_update(of=("self",)).get(pk=seller.pk)
    return not Invoice.objects.filter(seller=seller, number=number).exists()


def keep_paper(invoice: Invoice, lines: list[InvoiceLine], *, by: User, now: datetime) -> None:
    """Set the paper of an invoice or a credit note, and keep all three together."""
    name = file_name(invoice.kind, invoice.number)
    invoice.paper = issue_paper(name, press_invoice(invoice, lines), now=now)
    invoice.save()
    for line in lines:
        line.invoice = invoice
    InvoiceLine.objects.bulk_create(lines)
    record(f"{invoice.kind}.issued", target=invoice, by=by)


def _hold(quote: Quote, by: User) -> Quote | None:
    """The quote, its exchange held to the end of the transaction; None when something of it is billed."""
    exchange = lock_exchange(quote.exchange_id)
    accepted = Quote.objects.accepted().select_related("need__commune", "need__service").filter(pk=quote.pk)
    held = accepted.first()
    if held is None or held.helper_id != by.pk or not can_bill(held):
        raise PermissionDenied
    held.exchange = exchange
    # A version accepted later bills the whole job: what the former one billed must be undone first.
    if Invoice.objects.standing().filter(quote__exchange=exchange).exists():
        return None
    return held


def _as_billed(line: QuoteLine) -> InvoiceLine:
    copied = ("position", "kind", "label", "quantity", "unit", "unit_euros", "vat_percent")
    return InvoiceLine(**{name: getattr(line, name) for name in copied})
