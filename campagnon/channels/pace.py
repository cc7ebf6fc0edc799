"""How often one person may do what writes to others; beyond it, a page says how long to wait."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from campagnon.channels.rate import Allowance, take

TOO_MANY = 429
POSTED, READ = frozenset({"POST"}), frozenset({"GET"})


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """The page that says how many minutes to wait."""
    return render(request, "errors/429.html", {"wait": wait}, status=TOO_MANY)


def at_most(
    allowance: Allowance, *, methods: frozenset[str] = POSTED
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let one person post that often; or read, where reading is what costs.

    Under `@acts_once`, what is refused or sent twice is not counted; above it, every sending is.
    """

    def paced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method in methods and request.user.is_authenticated:
                wait = take(allowance, str(request.user.pk))
                if wait:
                    return too_many(request, wait)
            return view(request, *args, **kwargs)

        return counted

    return paced
