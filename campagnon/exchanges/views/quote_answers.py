"""The household's side of a quote: accepted, declined, gone back on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.channels.pace import at_most
from campagnon.common.typesetting import NotTypeset
from campagnon.exchanges.access import get_need_for, get_quote_to_answer
from campagnon.exchanges.actions.accepting_quotes import accept_quote, asks_early_start, can_accept
from campagnon.exchanges.actions.asking_about_quotes import ask_for_more_quotes
from campagnon.exchanges.actions.leaving_quotes import decline_quote
from campagnon.exchanges.actions.retracting_quotes import bar_of, retract_quote
from campagnon.exchanges.forms.quote_answers import AcceptanceForm, RetractionForm
from campagnon.exchanges.models import Quote
from campagnon.exchanges.pace import MORE_QUOTES
from campagnon.exchanges.quote_papers import certificate
from campagnon.exchanges.retraction import last_day_to_retract
from campagnon.journal.once import acts_once


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    quote = get_quote_to_answer(request.user, public_id)
    if not can_accept(quote, now=timezone.now()):
        return redirect("exchanges:quote", public_id)
    form = _acceptance_form(request, quote)
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchanges/quote_accept.html", _acceptance_page(quote, form))
    try:
        agreement = accept_quote(quote, form.acceptance(), by=request.user)
    except NotTypeset:
        messages.error(request, _("L’accord n’a pas pu être mis en page. Réessayez dans un instant."))
        return redirect("exchanges:accept_quote", public_id)
    if agreement is None:
        return redirect("exchanges:quote", public_id)
    said = {"name": quote.seller_name}
    messages.success(request, _("C’est entendu avec %(name)s. Nous vous l’écrivons à tous les deux.") % said)
    return redirect("exchanges:exchange", agreement.exchange.public_id)


@require_POST
@acts_once
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    quote = get_quote_to_answer(request.user, public_id)
    if decline_quote(quote, by=request.user):
        said = {"name": quote.seller_name}
        messages.success(request, _("C’est noté. Nous prévenons %(name)s, avec un mot aimable.") % said)
    return redirect("exchanges:need", quote.need.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def retract(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Me rétracter de ce contrat »: for as long as one may; afterwards the page says why not."""
    quote = get_quote_to_answer(request.user, public_id)
    if not quote.is_accepted:
        return redirect("exchanges:quote", public_id)
    bar = bar_of(quote, on=timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    form = RetractionForm(sent, is_open=quote.need.is_open)
    if bar or request.method != "POST" or not form.is_valid():
        page = {"quote": quote, "need": quote.need, "form": form, "bar": bar.value if bar else ""}
        page["until"] = last_day_to_retract(timezone.localdate(quote.accepted_at))
        return render(request, "exchanges/quote_retract.html", page)
    if retract_quote(quote, by=request.user, still_needed=form.still_needed):
        messages.success(
            request, _("Votre rétractation est enregistrée. Un accusé de réception vous est envoyé.")
        )
    return redirect("exchanges:quote", public_id)


@require_POST
@acts_once
@at_most(MORE_QUOTES)
def more_quotes(request: HttpRequest, public_id: str) -> HttpResponse:
    need = get_need_for(request.user, public_id)
    if ask_for_more_quotes(need, by=request.user):
        messages.success(request, _("Nous demandons à d’autres. Vous serez prévenu de chaque devis."))
    else:
        messages.warning(
            request, _("Pour l’instant, nous ne connaissons personne d’autre par ici pour cela.")
        )
    return redirect("exchanges:need", public_id)


def _acceptance_form(request: HttpRequest, quote: Quote) -> AcceptanceForm:
    person = request.user
    return AcceptanceForm(
        request.POST or None,
        starts_at=quote.starts_at,
        asks_early_start=asks_early_start(quote, now=timezone.now()),
        is_urgent_repair=quote.is_urgent_repair,
        is_old_housing=quote.is_old_housing,
        initial={"name": f"{person.first_name} {person.last_name}".strip()},
    )


def _acceptance_page(quote: Quote, form: AcceptanceForm) -> dict:
    return {
        "quote": quote,
        "need": quote.need,
        "form": form,
        "until": last_day_to_retract(timezone.localdate()),
        "certificate": certificate(quote, _("je soussigné")) if quote.is_old_housing else "",
    }
