from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campagnon.cesu.figures import figures_to_check
from campagnon.journal.actions import record
from campagnon.journal.once import acts_once
from campagnon.pages.forms import TerritoryForm
from campagnon.people.access import is_administrator_of
from campagnon.people.models import User
from campagnon.territories.models import Territory


def get_territory_to_set(user: User, slug: str) -> Territory:
    """An open territory that this person administers; to anybody else there is no such page."""
    territory = get_object_or_404(Territory.objects.open(), slug=slug)
    if not is_administrator_of(user, territory):
        raise Http404
    return territory


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def territory_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """The territory's telephone, word, priorities, colours and legal mentions."""
    territory = get_territory_to_set(request.user, slug)
    form = TerritoryForm(request.POST or None, instance=territory)
    if request.method == "POST" and form.is_valid():
        form.save()
        record("territory.changed", target=territory, by=request.user)
        messages.success(request, _("C’est enregistré."))
        return redirect("pages:territory", slug)
    page = {"form": form, "here": territory, "to_check": figures_to_check(timezone.localdate())}
    return render(request, "pages/territory_settings.html", page)
