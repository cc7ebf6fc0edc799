"""What became of the jobs quoted in the demo: paid, awaited, late, undone; the last one is to be billed."""

from datetime import datetime, timedelta
from itertools import cycle

from django.utils import timezone

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.issuing import Client, Terms, day_of_the_job, issue_invoice
from campagnon.billing.actions.noting import note_payment
from campagnon.billing.actions.reminding import remind_late
from campagnon.billing.ledger import quotes_to_bill
from campagnon.billing.models import Invoice
from campagnon.exchanges.models import Quote
from campagnon.pages.demo.pilot import decent, said_at
from campagnon.people.models import User

BILLED_AFTER, PAID_AFTER = timedelta(hours=20), timedelta(days=4)
SHORT, USUAL = timedelta(days=8), timedelta(days=30)
# How one job after the other ends, the same each time the demo is built.
PAID, CLIENT_SAYS_PAID, UNDONE, LATE, AWAITED = ENDS = range(5)


def bill_jobs(*, now: datetime) -> int:
    """Bill what was done, enterprise by enterprise, in order of time; return how many papers that made."""
    ends = cycle(ENDS)
    sellers = User.objects.filter(quotes__accepted_at__isnull=False).distinct().order_by("pk")
    for seller in sellers.select_related("professional"):
        done = sorted(quotes_to_bill(seller), key=lambda quote: (_done_at(quote), quote.pk))
        # The last one waits, so that somebody who looks around has one to bill.
        for quote in done[:-1] or done:
            if not quote.is_own_paper:
                _bill(quote, next(ends), now)
    remind_late(now=now)
    return Invoice.objects.count()


def _bill(quote: Quote, end: int, now: datetime) -> None:
    at = decent(_done_at(quote) + BILLED_AFTER)
    if at > now:
        return
    invoice = _issue(quote, at, due_in=SHORT if end == LATE else USUAL)
    later = decent(at + PAID_AFTER)
    if later > now:
        return
    with said_at(later):
        if end == UNDONE:
            credit_invoice(invoice, by=quote.helper, reason="L’adresse était à corriger.", now=later)
            _issue(quote, later, due_in=USUAL)
        if end in {PAID, CLIENT_SAYS_PAID}:
            note_payment(invoice, is_paid=True, by=invoice.client, now=later)
        if end == PAID:
            note_payment(invoice, is_paid=True, by=invoice.seller, now=later)


def _issue(quote: Quote, at: datetime, *, due_in: timedelta) -> Invoice:
    said = quote.client
    client = Client(said["name"], said.get("street", ""), said["postcode"], said["town"])
    with said_at(at):
        terms = Terms(day_of_the_job(quote), timezone.localdate(at) + due_in, client)
        invoice = issue_invoice(quote, terms, by=quote.helper, now=at)
    assert invoice is not None
    return invoice


def _done_at(quote: Quote) -> datetime:
    visits = quote.exchange.visits.filter(happened_at__isnull=False)
    return timezone.localtime(visits.latest("happened_at").happened_at)
