"""The clock's part: a late invoice is said once to its client, and forgotten papers go."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campagnon.billing import mail
from campagnon.billing.models import Invoice, Series
from campagnon.common.night import is_night
from campagnon.journal.models import Paper

# C. com. L123-22: ten years from the end of the year, the longest that an enterprise is asked for.
KEPT_YEARS = 10


@transaction.atomic
def remind_late(*, now: datetime) -> int:
    """Tell the client of each invoice past its day, once, by daylight; return how many."""
    if is_night(now):
        return 0
    late = Invoice.objects.unpaid().filter(due_on__lt=timezone.localdate(now), reminded_at=None)
    late = late.select_for_update(of=("self",)).select_related("seller", "client").prefetch_related("lines")
    told = list(late.order_by("pk"))
    for invoice in told:
        invoice.reminded_at = now
        invoice.save(update_fields=["reminded_at"])
        mail.remind(invoice)
    return len(told)


@transaction.atomic
def forget_invoices(*, now: datetime) -> int:
    """Delete the invoices of years that nobody is asked for any more, credit notes first; return how many."""
    before = date(timezone.localdate(now).year - KEPT_YEARS, 1, 1)
    forgotten = 0
    for old in (
        Invoice.objects.filter(issued_on__lt=before, corrects__isnull=False),
        Invoice.objects.filter(issued_on__lt=before).filter(Q(corrected_by=None), corrects=None),
    ):
        papers = list(old.values_list("paper_id", flat=True))
        forgotten += len(papers)
        old.delete()
        Paper.objects.filter(pk__in=papers).delete()
    if forgotten:
        Series.objects.filter(year__lt=before.year).delete()
    return forgotten
