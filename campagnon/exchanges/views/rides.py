from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campagnon.exchanges.ride_costs import shares_of
from campagnon.exchanges.ride_form import RideForm
from campagnon.exchanges.ride_scale import rules_on


@login_not_required
@require_safe
def share_ride(request: HttpRequest) -> HttpResponse:
    """What a ride costs and how it is shared, computed from the address of the page."""
    today = timezone.localdate()
    form = RideForm(request.GET if "km" in request.GET else None, initial={"pour": request.GET.get("pour")})
    rules = rules_on(today)
    page = {
        "form": form,
        "rules": {name.replace("-", "_"): rule.value for name, rule in rules.items()},
        "is_doubtful": any(rule.dated.is_doubtful_on(today) for rule in rules.values()),
    }
    if form.is_valid():
        ride = form.ride()
        page |= {"ride": ride, "shares": shares_of(ride, on=today)}
        page["is_doubtful"] |= page["shares"].dated.is_doubtful_on(today)
    return render(request, "exchanges/share_ride.html", page)
