from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.journal.once import acts_once
from campagnon.pages.hours_forms import ClosedDayForm, HoursForm
from campagnon.pages.views.settings import get_territory_to_set
from campagnon.territories.actions import AlreadyClosed, close_counter, keep_hours, open_counter_again
from campagnon.territories.models import Territory


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def counter_hours(request: HttpRequest, slug: str) -> HttpResponse:
    """When the counter answers, and the days on which it does not."""
    territory = get_territory_to_set(request.user, slug)
    form = HoursForm(request.POST or None, hours=territory.counter_hours.all())
    if request.method == "POST" and form.is_valid():
        keep_hours(territory, form.rows(), by=request.user)
        messages.success(request, _("C’est enregistré."))
        return redirect("pages:counter_hours", slug)
    return _page(request, territory, form, ClosedDayForm())


@require_POST
@acts_once
def closed_days(request: HttpRequest, slug: str) -> HttpResponse:
    """Some days more on which the counter is closed."""
    territory = get_territory_to_set(request.user, slug)
    form = ClosedDayForm(request.POST)
    if form.is_valid():
        try:
            close_counter(territory, form.closed_day(), by=request.user)
        except AlreadyClosed:
            form.add_error("first_on", _("Une fermeture commence déjà ce jour-là."))
        else:
            messages.success(request, _("C’est noté : le guichet est fermé ces jours-là."))
            return redirect("pages:counter_hours", slug)
    return _page(request, territory, HoursForm(hours=territory.counter_hours.all()), form)


@require_POST
@acts_once
def closed_day_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The counter answers on those days after all."""
    territory = get_territory_to_set(request.user, slug)
    open_counter_again(get_object_or_404(territory.closed_days, pk=pk), by=request.user)
    messages.success(request, _("C’est noté : le guichet répond ces jours-là."))
    return redirect("pages:counter_hours", slug)


def _page(
    request: HttpRequest, territory: Territory, form: HoursForm, closed_form: ClosedDayForm
) -> HttpResponse:
    page = {
        "here": territory,
        "form": form,
        "closed_form": closed_form,
        "closed_days": territory.closed_days.filter(last_on__gte=timezone.localdate()),
    }
    return render(request, "pages/counter_hours.html", page)
