"""A declared job as its two people read it: hours, steps, contract. The wage is typed, used and forgotten.

The views that take a wage do not wear `acts_once`: they write nothing, sent twice they do nothing twice.
"""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from campagnon.cesu.contract import contract_threshold
from campagnon.cesu.costs import Side, cost_of
from campagnon.cesu.said import rules_said_on
from campagnon.channels.pace import at_most
from campagnon.common.typesetting import NotTypeset
from campagnon.exchanges.access import get_employment_for
from campagnon.exchanges.cesu_papers import typeset_contract
from campagnon.exchanges.cesu_rows import contract_rows, month_rows
from campagnon.exchanges.employment import agreement_of, is_contract_due, read_employment
from campagnon.exchanges.forms.cesu import WageForm
from campagnon.exchanges.next_words import next_words
from campagnon.exchanges.pace import PAPERS
from campagnon.exchanges.pay import cost_of_hour, floor_of

unkept = cache_control(private=True, no_store=True)
NOT_MADE = _("Le papier n’a pas pu être fait. Réessayez dans un instant.")


@require_safe
@unkept
def employment(request: HttpRequest, public_id: str) -> HttpResponse:
    exchange = get_employment_for(request.user, public_id)
    job = read_employment(exchange, reader=request.user, now=timezone.now())
    floor = floor_of(exchange, job.today)
    page = {
        "job": job,
        "exchange": exchange,
        "next": next_words(job),
        "months": month_rows(job),
        "threshold": contract_threshold(job.today),
        "least": cost_of(floor.net, Side.NET, hours=Decimal(1), on=job.today),
        "rules": rules_said_on(job.today),
    }
    return render(request, "exchanges/employment.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@unkept
@sensitive_post_parameters("amount")
@at_most(PAPERS)
def contract(request: HttpRequest, public_id: str) -> HttpResponse:
    exchange, today = get_employment_for(request.user, public_id), timezone.localdate()
    form = WageForm(request.POST if request.method == "POST" else None, floor=floor_of(exchange, today))
    if form.is_valid():
        hour = cost_of_hour(exchange, form.cleaned_data["amount"], on=today)
        try:
            return paper(typeset_contract(exchange, hour, reader=request.user, on=today), "contrat-cesu.pdf")
        except NotTypeset:
            form.add_error(None, NOT_MADE)
    page = {
        "exchange": exchange,
        "form": form,
        "rows": contract_rows(exchange, agreement_of(exchange)),
        "is_due": is_contract_due(exchange, today),
        "threshold": contract_threshold(today),
    }
    return render(request, "exchanges/employment_contract.html", page)


def paper(content: bytes, name: str) -> HttpResponse:
    """A paper that was made for the one who asked, and is kept nowhere."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
