"""The doors of this room: a stranger gets the same 404 as for what does not exist."""

from django.shortcuts import get_object_or_404

from campagnon.billing.models import Invoice, Kind
from campagnon.exchanges.models import Quote
from campagnon.people.models import User

_WITH_PEOPLE = ("seller", "client", "quote__need__service", "quote__need__commune", "quote__exchange")


def get_invoice_for(user: User, public_id: str) -> Invoice:
    """An invoice or a credit note, for one of the two it concerns."""
    mine = Invoice.objects.seen_by(user).select_related(*_WITH_PEOPLE, "corrects", "corrected_by")
    return get_object_or_404(mine, public_id=public_id)


def get_own_invoice_for(user: User, public_id: str) -> Invoice:
    """An invoice, for the professional who issued it."""
    own = Invoice.objects.filter(seller=user, kind=Kind.INVOICE).select_related(*_WITH_PEOPLE)
    return get_object_or_404(own, public_id=public_id)


def get_quote_to_bill_for(user: User, public_id: str) -> Quote:
    """An accepted quote, for the professional who made it."""
    accepted = Quote.objects.accepted().filter(helper=user)
    accepted = accepted.select_related("need__service", "need__commune", "exchange__asker", "helper")
    return get_object_or_404(accepted, public_id=public_id)


def find_invoice_of(user: User, quote_public_id: str) -> Invoice | None:
    """The standing invoice of the job that a quote is about, for one of the two; a job is billed once."""
    mine = Invoice.objects.standing().seen_by(user)
    return mine.filter(quote__exchange__quotes__public_id=quote_public_id).first()
