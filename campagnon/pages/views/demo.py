"""The demo's two pages: the cast, entered in one click, and the mailbox where everything written shows."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.channels.models import Delivery
from campagnon.pages.demo.cast import CAST, Figure
from campagnon.people.actions import sign_in_as
from campagnon.people.models import User

LETTERS_A_PAGE = 20


def in_demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Outside the demo, the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
@in_demo_only
@require_http_methods(["GET", "HEAD"])
def demo(request: HttpRequest) -> HttpResponse:
    """The cast: who they are, and a door for each."""
    return render(request, "pages/demo.html", {"cast": _cast()})


@login_not_required
@in_demo_only
@require_POST
def enter(request: HttpRequest, public_id: str) -> HttpResponse:
    """Become somebody of the cast."""
    by_id = {person.public_id: person for _figure, person in _cast()}
    if public_id not in by_id:
        raise Http404
    sign_in_as(request, by_id[public_id])
    return redirect("pages:my_space")


@login_not_required
@in_demo_only
@require_http_methods(["GET", "HEAD"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every e-mail and SMS, the newest first; of one person if asked."""
    letters = Delivery.objects.readable().select_related("person", "question").order_by("-written_at", "-pk")
    reader = None
    if chosen := request.GET.get("pour", ""):
        reader = get_object_or_404(User, public_id=chosen)
        letters = letters.filter(person=reader)
    page = Paginator(letters, LETTERS_A_PAGE).get_page(request.GET.get("page"))
    opened = [(letter, _body(letter)) for letter in page]
    return render(
        request, "pages/mailbox.html", {"page": page, "letters": opened, "reader": reader, "cast": _cast()}
    )


def _body(letter: Delivery) -> str:
    """The text of a letter without its subject, which its heading says already, and without its foot."""
    return letter.text.removeprefix(letter.subject).partition("\n--\n")[0].strip()


def _cast() -> list[tuple[Figure, User]]:
    """Those of the cast who live here, in the order of the story."""
    figures = {figure.names: figure for figure in CAST}
    people = User.objects.opened().filter(last_name__in={figure.last_name for figure in CAST})
    found = {}
    for person in people.select_related("commune").order_by("-pk"):
        found[person.first_name, person.last_name] = person
    return [(figure, found[names]) for names, figure in figures.items() if names in found]
