"""A year of a professional's invoices: what was billed, what was undone, what is awaited."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from campagnon.billing.models import Invoice
from campagnon.billing.register import Figures, Record
from campagnon.exchanges.models import Quote, Visit
from campagnon.people.models import User


@dataclass(frozen=True)
class Ledger:
    """The papers of one year, the newest first, and the figures above them, in euros."""

    year: int
    papers: tuple[Invoice, ...]
    billed: Decimal
    awaited: Decimal
    late: int


def years_of(seller: User) -> list[int]:
    """The years in which a professional issued papers, the latest first."""
    days = Invoice.objects.filter(seller=seller).dates("issued_on", "year", order="DESC")
    return [day.year for day in days]


def papers_of(seller: User, year: int):
    """A year's papers in their order, with what a list and a register say of them."""
    papers = Invoice.objects.filter(seller=seller, issued_on__year=year).order_by("issued_on", "rank", "pk")
    return papers.select_related(
        "quote__need__service", "client", "corrects", "corrected_by"
    ).prefetch_related("lines")


def read_ledger(seller: User, year: int, *, today: date) -> Ledger:
    """The ledger of a year, as it stands today."""
    papers = list(papers_of(seller, year))
    return Ledger(
        year=year,
        papers=tuple(reversed(papers)),
        billed=sum((one.signed_gross for one in papers), Decimal(0)),
        awaited=sum((one.gross for one in papers if one.is_awaited), Decimal(0)),
        late=sum(one.is_late_on(today) for one in papers),
    )


def quotes_to_bill(seller: User) -> list[Quote]:
    """The accepted quotes whose job was done and that nothing bills, the oldest acceptance first."""
    done = Visit.objects.filter(exchange=OuterRef("exchange"), happened_at__isnull=False)
    billed = Invoice.objects.standing().filter(quote__exchange=OuterRef("exchange"))
    accepted = Quote.objects.accepted().filter(Exists(done), ~Exists(billed), helper=seller)
    return list(accepted.select_related("need__service", "exchange__asker").order_by("accepted_at"))


def records_of(seller: User, year: int) -> list[Record]:
    """The register of a year: every paper, in the order of its numbers."""
    return [_record(one) for one in papers_of(seller, year)]


def _record(one: Invoice) -> Record:
    undoes = one.corrects.number if one.corrects else one.corrected_by.number if one.credited_at else ""
    return Record(
        number=one.number,
        nature=one.get_kind_display().lower(),
        issued_on=one.issued_on,
        client=one.client_name,
        subject=one.quote.subject,
        quote=one.quote.number,
        performed_on=one.performed_on,
        due_on=None if one.is_credit_note else one.due_on,
        figures=_figures(one),
        undoes=undoes,
    )


def _figures(one: Invoice) -> tuple[Figures, ...]:
    if one.is_own_paper:
        return (Figures(one.signed_gross),)
    sign = -1 if one.is_credit_note else 1
    return tuple(
        Figures(sign * (rate.net + rate.vat), rate.vat_percent, sign * rate.net, sign * rate.vat)
        for rate in one.totals.by_rate
    )
