"""Where somebody was going before the door stopped them: kept on the server, and never leaving Campagnon."""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

SUITE = "next"
LONGEST = 500


def door_to(name: str, path: str = "") -> str:
    """The address of a door that leads on to a path of ours."""
    return reverse(name) + (f"?{SUITE}={quote(path)}" if is_ours(path) else "")


def asked_suite(request: HttpRequest) -> str:
    """The path of ours that the address or the form asks to go on to; empty when there is none."""
    path = request.POST.get(SUITE) or request.GET.get(SUITE, "")
    return path if is_ours(path) else ""


def page_before(request: HttpRequest) -> str:
    """The path of ours from which a form was sent; empty when the browser does not say."""
    before = urlsplit(request.headers.get("Referer", ""))
    path = before.path + (f"?{before.query}" if before.query else "")
    return path if before.netloc == request.get_host() and is_ours(path) else ""


def keep_suite(request: HttpRequest) -> None:
    """Remember, when a form is sent, where its sender goes on to; opening a page remembers nothing."""
    if path := asked_suite(request):
        request.session[SUITE] = path


def take_suite(session: SessionBase) -> str:
    """The path to go on to, once; my space when none was kept."""
    return session.pop(SUITE, "") or resolve_url(settings.LOGIN_REDIRECT_URL)


def is_ours(path: str) -> bool:
    """Whether it is a path on this site: no host, no scheme, nothing a browser would read as one."""
    return (
        path.startswith("/")
        and len(path) <= LONGEST
        and path.isprintable()
        and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    )
