from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need, Offer
from campagnon.pages.waiting import space_of
from campagnon.people.models import Agent
from campagnon.territories.models import Territory

NOTICES_A_PAGE = 50


@require_http_methods(["GET", "HEAD"])
def my_space(request: HttpRequest) -> HttpResponse:
    """What waits for me first, then what is coming, then what is mine."""
    posts = Agent.objects.serving().filter(user=request.user).select_related("territory")
    page = {"space": space_of(request.user, now=timezone.now()), "posts": posts}
    return render(request, "pages/my_space.html", page)


@require_http_methods(["GET", "HEAD"])
def territory_needs(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is open in an agent's territory; to read only."""
    here = get_object_or_404(Territory.objects.open(), slug=slug)
    if not Agent.objects.serving().filter(user=request.user, territory=here).exists():
        raise Http404
    request.territory = here
    needs, offers = _needs_in(here), _offers_in(here)
    shows_offers = request.GET.get("voir") == "offres"
    page = {
        "here": here,
        "page": Paginator(offers if shows_offers else needs, NOTICES_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "need_count": needs.count(),
        "desk_count": needs.filter(desk_told_at__isnull=False).count(),
        "offer_count": offers.count(),
    }
    return render(request, f"pages/territory_{'offers' if shows_offers else 'needs'}.html", page)


def _needs_in(here: Territory) -> QuerySet[Need]:
    """The open needs of a territory, the longest waiting first."""
    needs = Need.objects.open().filter(commune__epci=here.epci_id)
    return (
        needs.select_related("service", "commune", "author")
        .annotate(in_hand=Exists(Exchange.objects.live().filter(need=OuterRef("pk"))))
        .order_by("published_at", "pk")
    )


def _offers_in(here: Territory) -> QuerySet[Offer]:
    """The open offers of a territory, commune by commune."""
    offers = Offer.objects.open().filter(commune__epci=here.epci_id)
    return offers.select_related("author__professional", "commune").order_by("commune__name", "pk")
