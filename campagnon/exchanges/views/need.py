from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campagnon.catalogue.modes import Mode
from campagnon.channels.pace import at_most
from campagnon.common import saying
from campagnon.exchanges.access import get_need, get_need_for, is_agent_for
from campagnon.exchanges.actions.asking_about_quotes import may_ask_for_more
from campagnon.exchanges.actions.offering import offer_for, step_forward
from campagnon.exchanges.forms import CloseForm
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.pace import STEPS_FORWARD
from campagnon.exchanges.quote_cards import quotes_of_need
from campagnon.exchanges.quote_story import with_quotes
from campagnon.exchanges.sheet import read_exchange
from campagnon.exchanges.story import tell_story
from campagnon.exchanges.trade import trade_in
from campagnon.journal.once import acts_once
from campagnon.matching.who_can_help import may_help, wish_of
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import Need
from campagnon.notices.phrases import when


@login_not_required
@require_safe
def need(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_need(public_id)
    if found.author_id == request.user.pk:
        return render(request, "exchanges/need.html", _own_page(request, found))
    is_agent = is_agent_for(request.user, found)
    # Words and photos may tell of somebody's health, or of an empty house.
    is_discreet = found.service.is_discreet and not is_agent
    page = {
        "need": found,
        "when": "" if found.service.hides_dates and not is_agent else when(found),
        "words": "" if is_discreet else found.words,
        "photos": list(found.photos.all()) if found.is_open and not is_discreet else [],
        **(_story(found, shows_price=False) if is_agent else {}),
    }
    return render(request, "exchanges/need_public.html", page)


def _own_page(request: HttpRequest, found: Need) -> dict:
    live = Exchange.objects.live().filter(need=found)
    exchange = live.select_related(
        "asker", "helper__commune", "helper__professional", "need__service"
    ).first()
    sheet = read_exchange(exchange, reader=request.user, now=timezone.now()) if exchange else None
    return {
        "need": found,
        "when": when(found),
        **_story(found, shows_price=True),
        "sheet": sheet,
        "trade": trade_in(sheet, today=timezone.localdate()) if sheet else None,
        "photos": list(found.photos.all()),
        "rows": _rows(found),
        **(_quotes(found) if found.modes & Mode.PRO else {}),
    }


def _rows(found: Need) -> list[tuple[str, str, str]]:
    """What its author asked: question, answer, and the address that changes it as long as it is open."""
    ways = saying.listing([str(mode.label) for mode in found.mode_list], last=_("ou"))
    said = [
        (_("Vos mots"), f"« {found.words} »", "phrase"),
        (_("Quand"), when(found), "quand"),
        (_("Comment"), ways, "facon"),
    ]
    change = "notices:change_need"
    return [
        (question, answer, reverse(change, args=[found.public_id, line]) if found.is_open else "")
        for question, answer, line in said
    ]


def _quotes(found: Need) -> dict:
    cards = quotes_of_need(found)
    return {"quote_cards": cards, "may_ask_more": bool(cards) and may_ask_for_more(found)}


def _story(found: Need, *, shows_price: bool) -> dict:
    events = tell_story(found)
    if found.modes & Mode.PRO:
        events = with_quotes(found, events, shows_price=shows_price)
    return {
        "past": [event for event in events if event.is_past],
        "next": next((event for event in events if not event.is_past), None),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(STEPS_FORWARD)
def offer_help(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_need(public_id)
    if not found.is_open or found.author_id == request.user.pk:
        return redirect("exchanges:need", public_id)
    if not may_help(request.user, wish_of(found), timezone.localdate()):
        messages.info(request, _("Le soir, garder des enfants est réservé aux adultes."))
        return redirect("exchanges:need", public_id)
    offer = offer_for(found, request.user)
    if request.method != "POST":
        write_offer = f"{reverse('notices:write_offer')}?{urlencode({'service': found.service.slug})}"
        page = {"need": found, "offer": offer, "write_offer": write_offer}
        return render(request, "exchanges/offer_help.html", page)
    if offer is None:
        raise Http404
    return redirect("exchanges:answer", step_forward(found, offer, by=request.user).token)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_need_for(request.user, public_id)
    form = CloseForm(request.POST or None)
    if not found.is_open:
        return redirect("exchanges:need", public_id)
    if request.method != "POST" or not form.is_valid():
        contract = found.quotes.accepted().first() if found.modes & Mode.PRO else None
        page = {"need": found, "form": form, "contract": contract}
        return render(request, "exchanges/close_need.html", page)
    close_need(found, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Le besoin est fermé. Merci de nous l’avoir dit."))
    return redirect("exchanges:need", public_id)
