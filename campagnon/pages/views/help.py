"""Pages that say how Campagnon works; reachable from everywhere."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods

from campagnon.channels.models import Delivery
from campagnon.exchanges.management.commands.advance import HEARTBEAT_KEY
from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need
from campagnon.pages.here import territory_here
from campagnon.territories.models import Territory

CLOCK_LATE_AFTER = timedelta(minutes=10)
STUCK_AFTER = timedelta(hours=1)


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
    """For a monitor: 503 when the clock stopped or something is late. No personal word."""
    now = timezone.now()
    beat = parse_datetime(cache.get(HEARTBEAT_KEY) or "")
    late = now - CLOCK_LATE_AFTER
    state = {
        "clock": beat is not None and beat >= late,
        "late_needs": Need.objects.due(late).count(),
        "late_exchanges": Exchange.objects.due(late).count(),
        "stuck_messages": _stuck(now).count(),
    }
    healthy = state["clock"] and not (state["late_needs"] or state["late_exchanges"])
    return JsonResponse(state, status=200 if healthy else 503)


def _stuck(now: datetime) -> QuerySet[Delivery]:
    """What should have left an hour ago; a message that waits for the morning is no incident."""
    late = Delivery.objects.waiting().filter(written_at__lt=now - STUCK_AFTER)
    return late.exclude(tries=0, next_try_at__gt=now)
