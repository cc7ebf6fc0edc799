from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from campagnon.notices.models import Need
from campagnon.pages.open_notices import Standing, needs_in, offers_in
from campagnon.people.models import Agent
from campagnon.territories.models import Territory

NOTICES_A_PAGE = 50


@require_http_methods(["GET", "HEAD"])
def territory_needs(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is open in an agent's territory; to read only."""
    here = get_object_or_404(Territory.objects.open(), slug=slug)
    if not Agent.objects.serving().filter(user=request.user, territory=here).exists():
        raise Http404
    request.territory = here
    needs, offers = needs_in(here), offers_in(here)
    shows_offers = request.GET.get("voir") == "offres"
    page = Paginator(offers if shows_offers else needs, NOTICES_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "here": here,
        "page": page,
        "groups": [] if shows_offers else _by_standing(page),
        "need_count": needs.count(),
        "desk_count": needs.filter(standing=Standing.DESK).count(),
        "offer_count": offers.count(),
    }
    return render(request, f"pages/territory_{'offers' if shows_offers else 'needs'}.html", shown)


def _by_standing(page: Page) -> list[tuple[Standing, list[Need]]]:
    return [
        (Standing(standing), list(needs)) for standing, needs in groupby(page, key=lambda need: need.standing)
    ]
