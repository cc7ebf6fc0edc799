"""In the small world, a job that was done and waits for its bill, and one that was billed."""

from datetime import timedelta

from django.utils import timezone

from campagnon.billing.models import Invoice, Series
from campagnon.journal.actions import issue_paper
from campagnon.people.mentions import mentions_of
from campagnon.people.models import User
from tests.billing.papers import ADDRESS, accepted_quote


def build(owner: User, helper: User) -> dict[str, str]:
    """What stands between the two, by the names that stand in braces in access.csv."""
    now, today = timezone.now(), timezone.localdate()
    done = accepted_quote(owner, helper, number="D-2026-0003")
    billed = accepted_quote(owner, helper, number="D-2026-0004")
    Series.objects.create(seller=helper, year=today.year, last=1, last_on=today)
    invoice = Invoice.objects.create(
        seller=helper,
        client=owner,
        quote=billed,
        year=today.year,
        rank=1,
        number=f"F-{today.year}-0001",
        issued_on=today,
        performed_on=today - timedelta(days=2),
        due_on=today + timedelta(days=30),
        seller_mentions=mentions_of(helper.professional, on=today),
        client_mentions=ADDRESS,
        paper=issue_paper("facture.pdf", b"%PDF-1.7 of the world", now=now),
    )
    copied = billed.lines.values("position", "kind", "label", "quantity", "unit", "unit_euros", "vat_percent")
    for line in copied:
        invoice.lines.create(**line)
    return {"done_quote": done.public_id, "billed_quote": billed.public_id, "invoice": invoice.public_id}
