"""The commune that a visitor last opened, in a cookie of its own, and those that they wished open."""

import re
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from campagnon.territories.models import Commune

COOKIE = "commune"
KEPT = timedelta(days=30)
INTERESTS_KEY = "interests"
_INSEE = re.compile(r"[0-9AB]{5}")


def remember_commune(response: HttpResponse, commune: Commune) -> None:
    """Keep a commune in the visitor's browser for a month."""
    response.set_cookie(
        COOKIE,
        commune.insee,
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def insee_remembered(request: HttpRequest) -> str:
    """The INSEE code of the commune last opened, empty when there is none."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if _INSEE.fullmatch(kept) else ""


def commune_remembered(request: HttpRequest) -> Commune | None:
    """The commune last opened."""
    insee = insee_remembered(request)
    return Commune.objects.filter(insee=insee).first() if insee else None


def remember_interest(session: SessionBase, insee: str) -> None:
    session[INTERESTS_KEY] = [*session.get(INTERESTS_KEY, []), insee]


def has_left_interest(session: SessionBase, insee: str) -> bool:
    """Whether the visitor has wished already that a commune be open."""
    return insee in session.get(INTERESTS_KEY, [])
