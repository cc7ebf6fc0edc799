from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campagnon.common.links import absolute
from campagnon.matching.board import needs_around, page_of_needs, page_of_offers
from campagnon.notices.models import Need
from campagnon.territories.models import Commune, Territory
from campagnon.territories.remembering import has_left_interest, remember_commune

IN_THE_FEED = 30


@login_not_required
@require_http_methods(["GET", "HEAD"])
def commune(request: HttpRequest, insee: str) -> HttpResponse:
    """The notice-board of a commune: what is needed and offered around it, whatever the border."""
    found = _visited(request, insee)
    page = {
        "commune": found,
        "is_open": request.territory is not None,
        "needs": page_of_needs(found.pk),
        "offers": page_of_offers(found.pk),
        "interest_count": 0 if request.territory else found.interests.count(),
        "has_wished": has_left_interest(request.session, insee),
    }
    response = render(request, "pages/commune.html", page)
    remember_commune(response, found)
    return response


@login_not_required
@require_http_methods(["GET", "HEAD"])
def commune_needs(request: HttpRequest, insee: str) -> HttpResponse:
    """What is needed around a commune, page after page."""
    found = _visited(request, insee)
    page = page_of_needs(found.pk, request.GET.get("page"))
    return render(request, "pages/commune_needs.html", {"commune": found, "page": page})


@login_not_required
@require_http_methods(["GET", "HEAD"])
def commune_offers(request: HttpRequest, insee: str) -> HttpResponse:
    """What is offered around a commune, page after page."""
    found = _visited(request, insee)
    page = page_of_offers(found.pk, request.GET.get("page"))
    return render(request, "pages/commune_offers.html", {"commune": found, "page": page})


def _visited(request: HttpRequest, insee: str) -> Commune:
    """The commune of the page, and its territory around the page."""
    found = get_object_or_404(Commune.objects.select_related("epci"), insee=insee)
    request.territory = Territory.objects.open().filter(epci=found.epci_id).first()
    return found


class CommuneFeed(Feed):
    """The open needs around a commune, for a feed reader: no name, no word of a discreet need."""

    def get_object(self, request: HttpRequest, insee: str) -> Commune:
        return get_object_or_404(Commune, insee=insee)

    def title(self, commune: Commune) -> str:
        return _("Besoins près %(of)s") % {"of": commune.of}

    def link(self, commune: Commune) -> str:
        return absolute(reverse("pages:commune", args=[commune.insee]))

    def description(self, commune: Commune) -> str:
        return _("Ce dont les habitants ont besoin, les plus proches d’abord.")

    def items(self, commune: Commune) -> list[tuple[Need, int]]:
        return needs_around(commune.pk, limit=IN_THE_FEED)

    def item_title(self, item: tuple[Need, int]) -> str:
        need, _minutes = item
        return f"{need.service.label}, {need.commune.name}"

    def item_description(self, item: tuple[Need, int]) -> str:
        need, minutes = item
        said = f"{need.public_when}. " if need.public_when else ""
        return said + _("À environ %(minutes)s min.") % {"minutes": minutes}

    def item_link(self, item: tuple[Need, int]) -> str:
        return absolute(reverse("exchanges:need", args=[item[0].public_id]))

    def item_pubdate(self, item: tuple[Need, int]):
        return item[0].published_at


feed = login_not_required(require_safe(CommuneFeed()))
