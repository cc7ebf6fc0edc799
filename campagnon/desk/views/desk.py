"""Before a call: the counter, whom it may call up, and what waits today."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.desk.access import get_person_for, get_territory_for, territories_of
from campagnon.desk.actions.calling import begin_call
from campagnon.desk.finding import find_people
from campagnon.desk.models import Call
from campagnon.desk.typing import FIELDS, clean
from campagnon.desk.waiting import counts
from campagnon.journal.once import acts_once


@require_http_methods(["GET", "HEAD"])
def desk(request: HttpRequest) -> HttpResponse:
    """Straight to the call under way, on whatever machine it began; else to the counter."""
    mine = list(territories_of(request.user))
    if not mine:
        raise Http404
    call = Call.objects.under_way().filter(agent=request.user, territory__in=mine).order_by("began_at").last()
    if call is not None:
        return redirect("desk:call", call.public_id)
    if len(mine) == 1:
        return redirect("desk:territory", mine[0].slug)
    return render(request, "desk/choose.html", {"territories": mine})


@require_http_methods(["GET", "HEAD"])
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    here = get_territory_for(request.user, slug)
    request.territory = here
    under_way = Call.objects.under_way().filter(agent=request.user, territory=here).select_related("person")
    page = {"here": here, "others": under_way.order_by("-began_at")}
    page["today"] = counts(here, now=timezone.now())
    return render(request, "desk/territory.html", page)


@require_POST
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the typed name or number may be; it is sent, so that no address of ours holds a name."""
    here = get_territory_for(request.user, slug)
    who = clean(request.POST.get("who", ""), FIELDS["who"])
    found = {"who": who, "found": find_people(who, here) if who.strip() else [], "here": here}
    return JsonResponse({"trouves": render_to_string("desk/_found.html", found)})


@require_POST
@acts_once
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    here = get_territory_for(request.user, slug)
    person = None
    if picked := request.POST.get("person", ""):
        person = get_person_for(request.user, picked)
        if person.commune.epci_id != here.pk:
            raise Http404
    call = begin_call(
        here,
        by=request.user,
        person=person,
        who=clean(request.POST.get("who", ""), FIELDS["who"]),
        at_counter=request.POST.get("counter") == "1",
    )
    return redirect("desk:open_person" if "new" in request.POST else "desk:call", call.public_id)
