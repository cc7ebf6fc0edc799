from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need, Offer
from campagnon.pages.waiting import space_of
from campagnon.people.models import Agent
from campagnon.territories.models import Territory

NEEDS_A_PAGE = 50


@require_http_methods(["GET", "HEAD"])
def my_space(request: HttpRequest) -> HttpResponse:
    """What waits for me first, then what is coming, then what is mine."""
    posts = Agent.objects.serving().filter(user=request.user).select_related("territory")
    page = {"space": space_of(request.user, now=timezone.now()), "posts": posts}
    return render(request, "pages/my_space.html", page)


@require_http_methods(["GET", "HEAD"])
def territory_needs(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is open in an agent's territory, the longest waiting first; to read only."""
    here = get_object_or_404(Territory.objects.open(), slug=slug)
    if not Agent.objects.serving().filter(user=request.user, territory=here).exists():
        raise Http404
    request.territory = here
    needs = (
        Need.objects.open()
        .filter(commune__epci=here.epci_id)
        .select_related("service", "commune", "author")
        .annotate(in_hand=Exists(Exchange.objects.live().filter(need=OuterRef("pk"))))
        .order_by("published_at")
    )
    offers = Offer.objects.open().filter(commune__epci=here.epci_id)
    page = {
        "here": here,
        "needs": needs[:NEEDS_A_PAGE],
        "need_count": needs.count(),
        "desk_count": needs.filter(desk_told_at__isnull=False).count(),
        "offer_count": offers.count(),
    }
    return render(request, "pages/territory_needs.html", page)
