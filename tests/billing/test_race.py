"""Fifty invoices of one professional at the same instant: fifty numbers in a row."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.utils import timezone

from campagnon.billing.actions.crediting import credit_invoice
from campagnon.billing.actions.issuing import OwnInvoice, attach_invoice, issue_invoice
from campagnon.billing.actions.numbering import take_number
from campagnon.billing.models import Invoice, Kind, Series
from campagnon.people.models import Professional, User
from tests.billing.papers import accepted_quote, billed, terms
from tests.exchanges.test_race import together

WRITERS = 50
LONG_SECONDS = 120
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _patient(settings) -> Iterator[None]:
    """Fifty papers take a while: their writers wait for the pen, or a connection, longer than visitors."""
    options = settings.DATABASES["default"]["OPTIONS"]
    if connection.vendor == "sqlite":
        usual, options["timeout"] = options["timeout"], LONG_SECONDS
        yield
        options["timeout"] = usual
    else:
        usual, connection.pool.timeout = connection.pool.timeout, LONG_SECONDS
        yield
        connection.pool.timeout = usual


def again(seller: User) -> User:
    """The same person as another process would read them."""
    return User.objects.select_related("professional").get(pk=seller.pk)


def test_fifty_writers_leave_no_gap(monday, lea, joel):
    quotes = [accepted_quote(lea, joel, number=f"D-2026-{n:04}") for n in range(WRITERS)]
    sellers = [again(joel) for _quote in quotes]
    issued = together(
        [
            lambda quote=quote, seller=seller: issue_invoice(quote, terms(), by=seller)
            for quote, seller in zip(quotes, sellers, strict=True)
        ]
    )
    assert {invoice.number for invoice in issued} == {f"F-2026-{n:04}" for n in range(1, WRITERS + 1)}
    kept = Invoice.objects.order_by("rank")
    assert list(kept.values_list("rank", flat=True)) == list(range(1, WRITERS + 1))
    assert Series.objects.get().last == WRITERS
    papers = [bytes(invoice.paper.content) for invoice in kept]
    assert len(set(papers)) == WRITERS


def test_writers_that_fail_give_their_number_back(monday, joel):
    class Failed(Exception):
        pass

    def write(n: int) -> str | None:
        try:
            with transaction.atomic():
                number = take_number(joel, Kind.INVOICE, on=timezone.localdate()).number
                if n % 3 == 0:
                    raise Failed
        except Failed:
            return None
        return number

    numbers = [number for number in together([lambda n=n: write(n) for n in range(WRITERS)]) if number]
    assert sorted(numbers) == [f"F-2026-{n:04}" for n in range(1, len(numbers) + 1)]
    assert Series.objects.get().last == len(numbers) == WRITERS - 17


def test_one_quote_in_ten_windows_is_billed_once(monday, lea, joel):
    quote = accepted_quote(lea, joel)
    sellers = [again(joel) for _n in range(10)]
    issued = together([lambda seller=seller: issue_invoice(quote, terms(), by=seller) for seller in sellers])
    assert len([invoice for invoice in issued if invoice]) == 1
    assert list(Invoice.objects.values_list("number", flat=True)) == ["F-2026-0001"]


def test_one_own_number_in_ten_windows_is_kept_once(monday, lea, joel):
    quotes = [accepted_quote(lea, joel, number=f"D-2026-{n:04}") for n in range(10)]
    today = timezone.localdate()
    own = OwnInvoice("2026-118", today, today, Decimal("133.67"), b"%PDF-1.7")
    sellers = [again(joel) for _quote in quotes]
    kept = together(
        [
            lambda quote=quote, seller=seller: attach_invoice(quote, own, by=seller)
            for quote, seller in zip(quotes, sellers, strict=True)
        ]
    )
    assert len([invoice for invoice in kept if invoice]) == 1
    assert Invoice.objects.count() == 1


def test_one_invoice_in_ten_windows_is_undone_once(monday, lea, joel):
    invoice = billed(accepted_quote(lea, joel))
    sellers = [again(joel) for _n in range(10)]
    notes = together([lambda seller=seller: credit_invoice(invoice, by=seller) for seller in sellers])
    assert [note.number for note in notes if note] == ["A-2026-0002"]
    assert Series.objects.get().last == 2


def test_two_professionals_do_not_share_a_series(monday, lea, joel, nadia):
    trade = Professional.objects.get(user=joel)
    trade.pk, trade.user, trade.siret = None, nadia, "73282932000074"
    trade.save()
    quotes = [accepted_quote(lea, who, number=f"D-2026-{n:04}") for n in range(5) for who in (joel, nadia)]
    sellers = [again(quote.helper) for quote in quotes]
    together(
        [
            lambda quote=quote, seller=seller: issue_invoice(quote, terms(), by=seller)
            for quote, seller in zip(quotes, sellers, strict=True)
        ]
    )
    for seller in (joel, nadia):
        assert list(
            Invoice.objects.filter(seller=seller).order_by("rank").values_list("rank", flat=True)
        ) == [1, 2, 3, 4, 5]
