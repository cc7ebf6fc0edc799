"""Pages that say how Campagnon works; reachable from everywhere."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campagnon.pages.clock_state import state_of_the_clock
from campagnon.pages.here import territory_here
from campagnon.territories.models import Territory


@login_not_required
@require_http_methods(["GET", "HEAD"])
def ranking(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/ranking.html")


@login_not_required
@require_http_methods(["GET", "HEAD"])
def who_sees_what(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/who_sees_what.html")


@login_not_required
@require_http_methods(["GET", "HEAD"])
def legal(request: HttpRequest) -> HttpResponse:
    """Who publishes here, or everywhere when it is not known where the reader is; and who hosts."""
    here = territory_here(request)
    publishers = Territory.objects.open().select_related("epci")
    page = {
        "publishers": publishers.filter(pk=here.pk) if here else publishers,
        "hosted_by": settings.HOSTED_BY,
    }
    return render(request, "pages/legal.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD"])
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@login_not_required
@require_http_methods(["GET", "HEAD"])
def health(request: HttpRequest) -> JsonResponse:
    """For a monitor: 503 and a line for each thing that is wrong; no personal word."""
    state = state_of_the_clock(timezone.now())
    return JsonResponse(state.said(), status=503 if state.alarms else 200)
