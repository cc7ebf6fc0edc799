from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from campagnon.catalogue.models import Sector
from campagnon.matching.board import needs_around
from campagnon.notices.forms.saying import SentenceForm
from campagnon.notices.places import last_commune
from campagnon.pages.here import territory_here
from campagnon.pages.stories import recent_stories
from campagnon.territories.models import Commune, Territory

NEEDS_ON_FRONT_PAGE = 4


@login_not_required
@require_http_methods(["GET", "HEAD"])
def home(request: HttpRequest) -> HttpResponse:
    territory = territory_here(request)
    page = {
        "form": _sentence_form(request),
        "stories": recent_stories(territory),
        "open_territories": Territory.objects.open(),
    }
    return render(request, "pages/home.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD"])
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """A territory's front page: its map, what waits, its priorities, its mairie's word."""
    found = get_object_or_404(Territory.objects.open().select_related("epci"), slug=slug)
    request.territory = found
    centre = Commune.objects.current().filter(epci=found.epci_id).order_by("-population").first()
    sectors = {sector.slug: sector for sector in Sector.objects.prefetch_related("services")}
    page = {
        "here": found,
        "form": _sentence_form(request),
        "centre": centre,
        "needs": needs_around(centre.pk, limit=NEEDS_ON_FRONT_PAGE),
        "priorities": [sectors[slug] for slug in found.priority_sectors if slug in sectors],
        "stories": recent_stories(found),
        "commune_count": Commune.objects.current().filter(epci=found.epci_id).count(),
    }
    return render(request, "pages/territory.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD"])
@cache_control(max_age=3600, public=True)
def colours(request: HttpRequest, slug: str) -> HttpResponse:
    """The territory's own colours, as a stylesheet of a few tokens."""
    found = get_object_or_404(Territory.objects.open(), slug=slug)
    return render(request, "pages/colours.css", {"here": found}, content_type="text/css; charset=utf-8")


def _sentence_form(request: HttpRequest) -> SentenceForm:
    _insee, name = last_commune(request)
    return SentenceForm(initial={"commune": name})
