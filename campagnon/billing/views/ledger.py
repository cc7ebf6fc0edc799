import tempfile
import zipfile

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campagnon.billing.ledger import papers_of, quotes_to_bill, read_ledger, records_of, years_of
from campagnon.billing.models import Invoice
from campagnon.billing.pace import YEARS
from campagnon.billing.register import register_csv
from campagnon.channels.pace import READ, at_most

PAPERS_A_PAGE = 30


@require_safe
def invoices(request: HttpRequest) -> HttpResponse:
    """What one billed, a year at a time, and what one was billed."""
    today, years = timezone.localdate(), years_of(request.user)
    year = _asked_year(request)
    ledger = read_ledger(request.user, year, today=today)
    received = Invoice.objects.filter(client=request.user).select_related("seller", "quote__need__service")
    page = {
        "ledger": ledger,
        "years": sorted({*years, today.year}, reverse=True),
        "has_billed": bool(years),
        "page": Paginator(ledger.papers, PAPERS_A_PAGE).get_page(request.GET.get("page")),
        "to_bill": quotes_to_bill(request.user),
        "received": received.prefetch_related("lines").order_by("-issued_on", "-pk"),
        "today": today,
    }
    return render(request, "billing/invoices.html", page)


@require_safe
@at_most(YEARS, methods=READ)
def register(request: HttpRequest) -> HttpResponse:
    year = _asked_year(request)
    answer = HttpResponse(
        register_csv(records_of(request.user, year)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="registre-{year}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@at_most(YEARS, methods=READ)
def papers(request: HttpRequest) -> FileResponse:
    """All papers of a year in one file, with the register: what an enterprise must keep ten years."""
    year = _asked_year(request)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the answer closes it once it is sent
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"registre-{year}.csv", register_csv(records_of(request.user, year)))
        # One at a time: a year of attached papers would not fit in memory.
        numbered = papers_of(request.user, year).values_list("pk", "paper__name")
        for position, (pk, name) in enumerate(list(numbered), start=1):
            content = Invoice.objects.values_list("paper__content", flat=True).get(pk=pk)
            archive.writestr(f"{position:03}-{name}", bytes(content))
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=f"factures-{year}.zip")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked_year(request: HttpRequest) -> int:
    """The year in the address, if it is one; else this one."""
    asked = request.GET.get("annee", "")
    is_year = len(asked) == 4 and asked.isascii() and asked.isdigit() and asked >= "2000"
    return int(asked) if is_year else timezone.localdate().year
