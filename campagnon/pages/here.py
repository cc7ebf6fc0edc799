"""Where the visitor is: the commune they live in, or the one they last opened."""

from django.http import HttpRequest

from campagnon.territories.models import Territory
from campagnon.territories.remembering import insee_remembered


def territory_here(request: HttpRequest) -> Territory | None:
    """The open territory of the page, else of the visitor's commune."""
    if hasattr(request, "territory"):
        return request.territory
    open_territories = Territory.objects.open()
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.commune_id:
        return open_territories.filter(epci__communes=user.commune_id).first()
    insee = insee_remembered(request)
    return open_territories.filter(epci__communes__insee=insee).first() if insee else None
