"""A month of a declared job: its hours for both; what to type, the wage and « déclaré » for the employer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.cesu.costs import Cost
from campagnon.channels.pace import at_most
from campagnon.common.typesetting import NotTypeset
from campagnon.exchanges.access import get_employment_as_employer, get_employment_for, get_month_for
from campagnon.exchanges.actions.declaring import declare_month, take_back_declaration
from campagnon.exchanges.cesu_papers import typeset_month
from campagnon.exchanges.cesu_phrases import day_lines, month_state, short_day
from campagnon.exchanges.cesu_rows import cost_rows, elsewhere_rows, month_title, typed_rows
from campagnon.exchanges.employment import agreement_of
from campagnon.exchanges.forms.cesu import PRINT, WageForm
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.months import Month, following_month, write_month
from campagnon.exchanges.pace import PAPERS
from campagnon.exchanges.pay import cost_of_month, floor_of, notes_of_month
from campagnon.exchanges.views.cesu import NOT_MADE, paper, unkept
from campagnon.journal.once import acts_once


@require_http_methods(["GET", "HEAD", "POST"])
@unkept
@sensitive_post_parameters("amount")
@at_most(PAPERS)
def month(request: HttpRequest, public_id: str, month: str) -> HttpResponse:
    door = get_employment_as_employer if request.method == "POST" else get_employment_for
    exchange = door(request.user, public_id)
    found = get_month_for(exchange, month)
    is_printed = request.POST.get("then") == PRINT
    typed = request.POST if request.method == "POST" else None
    form = WageForm(typed, floor=floor_of(exchange, found.worked[-1].on), is_required=not is_printed)
    if not form.is_valid():
        return _page(request, exchange, found, form)
    net = form.cleaned_data["amount"]
    cost = cost_of_month(exchange, found, net, is_weekly=agreement_of(exchange).is_weekly) if net else None
    if not is_printed:
        return _page(request, exchange, found, form, cost)
    try:
        return paper(typeset_month(exchange, found, cost, on=timezone.localdate()), f"heures-{month}.pdf")
    except NotTypeset:
        form.add_error(None, NOT_MADE)
        return _page(request, exchange, found, form)


@require_POST
@acts_once
def declaration(request: HttpRequest, public_id: str, month: str) -> HttpResponse:
    exchange = get_employment_as_employer(request.user, public_id)
    found = get_month_for(exchange, month)
    if declare_month(exchange, found.first, by=request.user):
        said = {"name": exchange.helper}
        messages.success(request, _("C’est noté. Nous le disons à %(name)s.") % said)
    return redirect("exchanges:employment_month", public_id, month)


@require_POST
@acts_once
def declaration_taken_back(request: HttpRequest, public_id: str, month: str) -> HttpResponse:
    exchange = get_employment_as_employer(request.user, public_id)
    found = get_month_for(exchange, month)
    if take_back_declaration(exchange, found.first, by=request.user):
        messages.success(request, _("Ce mois est de nouveau à déclarer."))
    return redirect("exchanges:employment_month", public_id, month)


def _page(
    request: HttpRequest, exchange: Exchange, found: Month, form: WageForm, cost: Cost | None = None
) -> HttpResponse:
    today = timezone.localdate()
    page = {
        "exchange": exchange,
        "month": found,
        "month_is_over": found.is_over_on(today),
        "complete_on": short_day(following_month(found.first), today),
        "written": write_month(found.first),
        "is_employer": request.user.pk == exchange.asker_id,
        "title": month_title(exchange, found, request.user, today),
        "state": month_state(found, today),
        "days": day_lines(found),
        "elsewhere": elsewhere_rows(exchange, found),
        "typed": typed_rows(exchange, found, cost),
        "form": form,
        "costs": cost_rows(exchange, cost) if cost else [],
        "notes": notes_of_month(exchange, found, cost) if cost else [],
    }
    return render(request, "exchanges/employment_month.html", page)
