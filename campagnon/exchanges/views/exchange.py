from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campagnon.catalogue.modes import Mode
from campagnon.channels.pace import at_most
from campagnon.exchanges.access import get_exchange_for
from campagnon.exchanges.actions.agreeing import accept_agreement, decline_agreement, propose_moment
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.agenda import agenda_address
from campagnon.exchanges.declared_hour import declared_hour
from campagnon.exchanges.forms import MessageForm
from campagnon.exchanges.forms.prefilled import proposal_form
from campagnon.exchanges.models import Agreement, Exchange
from campagnon.exchanges.pace import LETTERS
from campagnon.exchanges.price_warning import is_free
from campagnon.exchanges.quote_cards import quotes_between
from campagnon.exchanges.sheet import read_exchange
from campagnon.exchanges.trade import trade_in
from campagnon.journal.once import acts_once


@require_safe
def exchange(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, get_exchange_for(request.user, public_id))


@require_POST
@acts_once
@at_most(LETTERS)
def messages_sent(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_exchange_for(request.user, public_id)
    may_give_contact = found.agreements.standing().exists()
    form = MessageForm(request.POST, may_give_contact=may_give_contact, is_free=is_free(found))
    if not form.is_valid():
        return _page(request, found, form)
    if send_message(found, form.cleaned_data["body"], by=request.user):
        said = {"name": found.other(request.user).first_name}
        messages.success(request, _("Votre message est parti chez %(name)s.") % said)
    else:
        messages.warning(request, _("Cet échange est terminé : le message n’est pas parti."))
    return redirect("exchanges:exchange", public_id)


@require_POST
@acts_once
def agreement(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_exchange_for(request.user, public_id)
    proposal = _proposed_to(request, found)
    if accept_agreement(proposal, by=request.user):
        messages.success(request, _("C’est entendu. Nous vous l’écrivons à tous les deux."))
    elif not found.agreements.filter(pk=proposal.pk, accepted_at__isnull=False).exists():
        messages.warning(request, _("Cette proposition n’est plus valable. Vous pouvez en faire une autre."))
    return redirect("exchanges:exchange", public_id)


@require_POST
@acts_once
def refusal(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_exchange_for(request.user, public_id)
    proposal = _proposed_to(request, found)
    if decline_agreement(proposal, by=request.user):
        said = {"name": found.other(request.user).first_name}
        messages.success(request, _("C’est noté, rien ne change. Nous prévenons %(name)s.") % said)
    elif not found.agreements.filter(pk=proposal.pk, declined_at__isnull=False).exists():
        messages.warning(request, _("Cette proposition n’est plus valable."))
    return redirect("exchanges:exchange", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(LETTERS)
def other_moment(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_exchange_for(request.user, public_id)
    form = proposal_form(found, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        page = {"form": form, "exchange": found, "other": found.other(request.user)}
        return render(request, "exchanges/other_moment.html", page)
    if propose_moment(found, form.proposal(), by=request.user):
        said = {"name": found.other(request.user).first_name}
        messages.success(request, _("C’est proposé. Nous prévenons %(name)s.") % said)
    else:
        messages.warning(request, _("Cet échange est terminé."))
    return redirect("exchanges:exchange", public_id)


@require_POST
@acts_once
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_exchange_for(request.user, public_id)
    if decline_exchange(found, by=request.user):
        said = {"name": found.other(request.user).first_name}
        messages.success(request, _("C’est noté. Nous prévenons %(name)s, avec un mot aimable.") % said)
    if request.user.pk == found.asker_id:
        return redirect("exchanges:need", found.need.public_id)
    return redirect("exchanges:exchange", public_id)


def _page(request: HttpRequest, found: Exchange, form: MessageForm | None = None) -> HttpResponse:
    sheet = read_exchange(found, reader=request.user, now=timezone.now())
    form = form or MessageForm(may_give_contact=sheet.is_agreed)
    form.fields["body"].help_text = sheet.invitation
    feed = agenda_address(reverse("exchanges:agenda", args=[request.user.agenda_token]))
    today = timezone.localdate()
    page = {"sheet": sheet, "exchange": found, "form": form, "webcal": feed}
    page["trade"] = trade_in(sheet, today=today)
    page["hour"] = declared_hour(found.need.service.slug, on=today) if sheet.suggests_cesu else None
    if found.need.modes & Mode.PRO:
        page |= quotes_between(found, reader=request.user)
    return render(request, "exchanges/exchange.html", page)


def _proposed_to(request: HttpRequest, found: Exchange) -> Agreement:
    """The proposal of the other that the form names."""
    named = request.POST.get("agreement", "")
    others = found.agreements.exclude(proposed_by=request.user)
    return get_object_or_404(others, pk=named if named.isdecimal() and len(named) < 18 else 0)
