"""What a browser keeps of its own: on a shared one, such as the counter's, nothing at all."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "partage"
# The longest that browsers allow.
KEPT = timedelta(days=400)


def is_shared(request: HttpRequest) -> bool:
    """Whether the device was said to be shared, or an agent is at it."""
    return is_marked(request) or is_agent_at(request)


def is_marked(request: HttpRequest) -> bool:
    """Whether the device is shared whoever is at it."""
    return bool(request.COOKIES.get(COOKIE))


def is_agent_at(request: HttpRequest) -> bool:
    """Whether somebody on whom a territory counts is signed in."""
    return bool(getattr(getattr(request, "user", None), "serves", False))


def mark_shared(response: HttpResponse) -> HttpResponse:
    """Have the browser keep nothing from now on, and forget what it kept."""
    response.set_cookie(
        COOKIE, "1", max_age=KEPT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return forget(response)


def mark_own(response: HttpResponse) -> HttpResponse:
    """The device is one person's: it may keep what serves them without a network."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Have the browser erase what it kept of us, cookies aside; our scripts do it where this is not heard."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
