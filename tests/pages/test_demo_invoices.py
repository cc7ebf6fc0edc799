"""The demo's jobs end in every way an invoice can; its quotes come from elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.billing.models import Invoice
from campagnon.channels.models import Delivery
from campagnon.exchanges.models import Quote, Visit
from campagnon.pages.demo.invoices import bill_jobs
from tests.billing.papers import accepted_quote


@pytest.fixture
def jobs(monday, lea, joel) -> list[Quote]:
    """Seven jobs, a week apart, the last one yesterday."""
    quotes = [accepted_quote(lea, joel, number=f"D-2026-{n:04}") for n in range(1, 8)]
    for weeks, quote in enumerate(reversed(quotes)):
        done_at = timezone.now() - timedelta(weeks=weeks, days=1)
        Visit.objects.filter(exchange=quote.exchange).update(
            starts_at=done_at - timedelta(hours=3),
            ends_at=done_at - timedelta(hours=1),
            happened_at=done_at,
        )
        Quote.objects.filter(pk=quote.pk).update(accepted_at=done_at - timedelta(days=3))
    return quotes


def test_invoices_end_in_every_way_and_one_job_waits(jobs):
    assert bill_jobs(now=timezone.localtime()) == 8
    said = [
        (
            one.number,
            one.paid_said_by_client_at is not None,
            one.paid_said_by_seller_at is not None,
            one.credited_at is not None,
            one.is_late,
        )
        for one in Invoice.objects.order_by("rank")
    ]
    assert said == [
        ("F-2026-0001", True, True, False, False),
        ("F-2026-0002", True, False, False, False),
        ("F-2026-0003", False, False, True, False),
        ("A-2026-0004", False, False, False, False),
        ("F-2026-0005", False, False, False, False),
        ("F-2026-0006", False, False, False, True),
        ("F-2026-0007", False, False, False, False),
        ("F-2026-0008", True, True, False, False),
    ]
    billed = set(Invoice.objects.standing().values_list("quote", flat=True))
    assert [quote for quote in jobs if quote.pk not in billed] == [jobs[-1]]
    days = list(Invoice.objects.order_by("rank").values_list("issued_on", flat=True))
    assert days == sorted(days)
    assert Delivery.objects.filter(key__startswith="invoice-late-").count() == 1


def test_a_demo_without_quotes_has_no_invoice(db):
    assert bill_jobs(now=timezone.localtime()) == 0
