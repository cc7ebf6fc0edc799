"""Pages that anybody may read, with or without an account; nothing that is typed there is kept."""

from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campagnon.cesu.costs import Side, cost_of
from campagnon.cesu.figures import figures_on
from campagnon.cesu.floor import BelowFloor, floor_on
from campagnon.cesu.forms import CalculatorForm
from campagnon.cesu.phrases import floor_words, length, note_words, services_by_credit
from campagnon.cesu.said import minors_said_on, rules_said_on
from campagnon.cesu.service_law import services_on


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What CESU is, how one becomes an employer, and what the law says of each service."""
    today = timezone.localdate()
    floor = floor_on(today)
    page = {
        "least": cost_of(floor.net, Side.NET, hours=Decimal(1), on=today),
        "is_doubtful": floor.figure.is_doubtful_on(today),
        "rules": rules_said_on(today),
        "minors": minors_said_on(today),
        "exemptions": figures_on("exemptions", today),
        "services": services_by_credit(services_on(today)),
    }
    return render(request, "cesu/guide.html", page)


@login_not_required
@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """What a job costs, computed from the address of the page; below the floor, the floor is explained."""
    form = CalculatorForm(request.GET if "amount" in request.GET else None)
    page = {"form": form}
    if form.is_valid():
        try:
            estimate = form.estimate()
        except BelowFloor as below:
            page["too_low"] = floor_words(below.floor)
        else:
            page |= {
                "estimate": estimate,
                "service": form.chosen_service,
                "visit_length": length(estimate.visit.hours),
                "month_length": length(estimate.month.hours),
                "notes": [note_words(note) for note in estimate.notes],
            }
    response = render(request, "cesu/calculator.html", page)
    # The address holds a wage, an age, a situation of health: it goes into no referrer, no log, no cache.
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
