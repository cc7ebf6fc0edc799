"""Where the visitor is: the commune they live in, or the one they last opened."""

from django.http import HttpRequest

from campagnon.territories.models import Commune, Territory

COMMUNE_KEY = "commune_insee"
NAME_KEY = "commune_name"


def remember_commune(request: HttpRequest, commune: Commune) -> None:
    """Keep the commune that a visitor opened, so that the next page needs not ask."""
    if request.session.get(COMMUNE_KEY) != commune.insee:
        request.session[COMMUNE_KEY] = commune.insee
        request.session[NAME_KEY] = commune.name


def territory_here(request: HttpRequest) -> Territory | None:
    """The open territory of the page, else of the visitor's commune."""
    if hasattr(request, "territory"):
        return request.territory
    open_territories = Territory.objects.open()
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.commune_id:
        return open_territories.filter(epci__communes=user.commune_id).first()
    session = getattr(request, "session", {})
    if COMMUNE_KEY in session:
        return open_territories.filter(epci__communes__insee=session[COMMUNE_KEY]).first()
    return None
