"""What waits today, kind by kind, each with one clear act."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.channels.models import Channel
from campagnon.desk.access import (
    get_call_back_for,
    get_inbound_for,
    get_stuck_for,
    get_territory,
    get_territory_for,
    get_word_to_say_for,
)
from campagnon.desk.actions.promising import settle_call_back
from campagnon.desk.actions.saying import can_say, hand_over, mark_said, settle_message, take_word, try_again
from campagnon.desk.forms import WordForm
from campagnon.desk.waiting import by_hand, kind_called
from campagnon.journal.once import acts_once
from campagnon.territories.models import Territory

A_PAGE = 20
AGREEMENT_FIRST = gettext_lazy("Ces mots ne se disent qu’avec l’accord de la personne : notez-le d’abord.")
TO_SAY, LETTERS = "a-dire", "a-poster"


@require_http_methods(["GET", "HEAD"])
def today(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    here, what = get_territory_for(request.user, slug), kind_called(kind)
    if what is None:
        raise Http404
    if kind == LETTERS:
        return redirect("desk:letters")
    request.territory = here
    now = timezone.now()
    page = Paginator(what.find(here, now), A_PAGE).get_page(request.GET.get("page"))
    rows = by_hand(list(page), now=now) if kind == TO_SAY else list(page)
    shown = {"here": here, "kind": what, "page": page, "rows": rows}
    return render(request, "desk/today.html", shown | {"row": f"desk/_today_{kind}.html"})


@require_POST
@acts_once
def called_back(request: HttpRequest, number: int) -> HttpResponse:
    back = get_call_back_for(request.user, number)
    settle_call_back(back, by=request.user)
    messages.success(request, _("Merci, c’est noté."))
    return _to(back.territory, "rappels")


@require_POST
@acts_once
def said(request: HttpRequest, number: int) -> HttpResponse:
    """« C’est dit »"""
    delivery = get_word_to_say_for(request.user, number)
    if can_say(delivery, now=timezone.now()):
        mark_said(delivery, by=request.user)
        messages.success(request, _("Merci, c’est noté."))
    else:
        messages.error(request, AGREEMENT_FIRST)
    return _to(get_territory(delivery.person), TO_SAY)


@require_POST
@acts_once
def answered(request: HttpRequest, number: int) -> HttpResponse:
    """One click: what somebody answers on the telephone."""
    delivery, form = get_word_to_say_for(request.user, number), WordForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["word"][0])
    elif delivery.question is None:
        raise Http404
    elif not can_say(delivery, now=timezone.now()):
        messages.error(request, AGREEMENT_FIRST)
    else:
        back = take_word(delivery, form.cleaned_data["word"], by=request.user)
        messages.success(request, _("À dire : « %(words)s »") % {"words": back})
    return _to(get_territory(delivery.person), TO_SAY)


@require_POST
@acts_once
def no_answer(request: HttpRequest, number: int) -> HttpResponse:
    """« Pas de réponse, rappeler »"""
    delivery = get_word_to_say_for(request.user, number)
    try_again(delivery, by=request.user, now=timezone.now())
    messages.success(request, _("Vous rappellerez le prochain jour d’ouverture."))
    return _to(get_territory(delivery.person), TO_SAY)


@require_POST
@acts_once
def unblock(request: HttpRequest, number: int) -> HttpResponse:
    """A message that no network carries is said, or posted."""
    delivery = get_stuck_for(request.user, number)
    channel = hand_over(delivery, by=request.user)
    by_phone, by_post = (
        _("C’est avec ce qui est à dire par téléphone."),
        _("C’est avec les lettres à poster."),
    )
    messages.success(request, by_phone if channel == Channel.CALL else by_post)
    return _to(get_territory(delivery.person), "bloques")


@require_POST
@acts_once
def message_read(request: HttpRequest, number: int) -> HttpResponse:
    message = get_inbound_for(request.user, number)
    settle_message(message, by=request.user)
    messages.success(request, _("Merci, c’est noté."))
    return redirect("desk:desk")


def _to(here: Territory, kind: str) -> HttpResponse:
    return redirect("desk:today", here.slug, kind)
