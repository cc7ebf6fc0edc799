"""What is said when something does not work: calm, and with a next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What fits in a page that arrives at once; more is kept by the device alone (static/js/keep.js).
MOST_CHARACTERS = 5000


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed comes back with the page, ready to be sent again, if it came from a page of ours."""
    fields = _what_was_typed(request)
    page = {"fields": fields, "sentences": _sentences(fields)}
    return render(request, "errors/csrf.html", page, status=403)


def _what_was_typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form that another site cannot have filled: the browser says where it comes from."""
    is_ours = request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    is_light = sum(len(name) + len(value) for name, value in fields) <= MOST_CHARACTERS
    return fields if is_ours and is_light else []


def _sentences(fields: list[tuple[str, str]]) -> list[str]:
    """Of what was typed, what people would know again."""
    return [value for name, value in fields if " " in value.strip() and not name.startswith("_")]


def server_error(request: HttpRequest) -> HttpResponse:
    """No database, no session: this page must not fail in its turn."""
    return render(None, "errors/500.html", status=500)
