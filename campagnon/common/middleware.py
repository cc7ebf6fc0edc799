from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

Answering = Callable[[HttpRequest], HttpResponse]


def refuse_nul(get_response: Answering) -> Answering:
    """No address holds a NUL, and a cookie that does is none: PostgreSQL would refuse to look them up."""

    def checked(request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\x00" not in value}
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return get_response(request)

    return checked


def refuse_other_charsets(get_response: Answering) -> Answering:
    """Our forms come in UTF-8; any other of Python's codecs (hex, zlib…) makes reading them fail."""

    def checked(request: HttpRequest) -> HttpResponse:
        # An SMS of emoji is no form: its gateway hands it over as it travelled.
        allowed = {"utf-8", "utf-16be"} if request.content_type == "text/plain" else {"utf-8"}
        if request.content_params.get("charset", "utf-8").lower() not in allowed:
            raise BadRequest("charset")
        return get_response(request)

    return checked


def keep_out_of_caches(get_response: Answering) -> Answering:
    """What concerns one person stays in no cache: on a shared machine, the next one may go back."""

    def checked(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        has_secret_address = request.resolver_match is not None and "token" in request.resolver_match.kwargs
        is_personal = has_secret_address or not request.session.is_empty()
        if is_personal and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    return checked
