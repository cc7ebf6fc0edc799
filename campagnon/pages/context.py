from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from campagnon.pages.here import territory_here
from campagnon.people.device import is_shared


def surroundings(request: HttpRequest) -> dict:
    """What every page's frame needs; the territory is looked up only when a template asks."""
    return {
        "territory": SimpleLazyObject(lambda: territory_here(request)),
        "demo": settings.DEMO,
        "is_shared_device": is_shared(request),
    }
