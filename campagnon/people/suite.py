"""Where somebody was going before the door stopped them: kept on the server, and never leaving Campagnon."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

SUITE = "next"
LONGEST = 500


def keep_suite(session: SessionBase, path: str) -> None:
    """Remember a path of ours; anything else is forgotten."""
    if is_ours(path):
        session[SUITE] = path


def take_suite(session: SessionBase) -> str:
    """The path to go on to, once; my space when none was kept."""
    path = session.pop(SUITE, "")
    return path if is_ours(path) else resolve_url(settings.LOGIN_REDIRECT_URL)


def is_ours(path: str) -> bool:
    """Whether it is a path on this site: no host, no scheme, nothing a browser would read as one."""
    return (
        path.startswith("/")
        and len(path) <= LONGEST
        and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    )
