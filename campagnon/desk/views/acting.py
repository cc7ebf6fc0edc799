"""An exchange as an agent sees it, and what they do there in the person's name; no message is shown."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campagnon.desk.access import get_held_person
from campagnon.desk.actions.dictating import as_dictated, send_dictated
from campagnon.desk.held_forms import ReasonForm, with_reason
from campagnon.exchanges.access import get_exchange_for
from campagnon.exchanges.actions.agreeing import accept_agreement, decline_agreement, propose_moment
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.forms import MessageForm
from campagnon.exchanges.forms.prefilled import proposal_form
from campagnon.exchanges.models import Agreement, Exchange
from campagnon.exchanges.price_warning import is_free
from campagnon.exchanges.sheet import read_exchange
from campagnon.journal.acting import acting_for
from campagnon.journal.once import acts_once
from campagnon.people.models import User

TOO_LATE = gettext_lazy("Cela n’est plus possible : regardez où en est l’échange.")


@require_safe
def exchange(request: HttpRequest, public_id: str, exchange_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    return _page(request, person, get_exchange_for(person, exchange_id))


@require_POST
@acts_once
def agreement(request: HttpRequest, public_id: str, exchange_id: str) -> HttpResponse:
    said = _("C’est entendu. Nous l’écrivons aux deux.")
    return _answer_proposal(request, public_id, exchange_id, accept_agreement, said)


@require_POST
@acts_once
def refusal(request: HttpRequest, public_id: str, exchange_id: str) -> HttpResponse:
    said = _("C’est noté : rien ne change au rendez-vous.")
    return _answer_proposal(request, public_id, exchange_id, decline_agreement, said)


def _answer_proposal(
    request: HttpRequest, public_id: str, exchange_id: str, answer: Callable[..., bool], said: str
) -> HttpResponse:
    """A yes or a no to what is proposed to somebody, with the agent's reason."""
    person = get_held_person(request.user, public_id)
    found = get_exchange_for(person, exchange_id)
    form, proposal = ReasonForm(request.POST), _proposed_to(person, request, found)
    if not form.is_valid():
        return _page(request, person, found, form)
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        done = answer(proposal, by=person)
    return _say(request, done, said, public_id, exchange_id)


@require_POST
@acts_once
def end(request: HttpRequest, public_id: str, exchange_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    found = get_exchange_for(person, exchange_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, person, found, form)
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        done = decline_exchange(found, by=person)
    return _say(request, done, _("C’est noté. L’autre personne est prévenue."), public_id, exchange_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def other_moment(request: HttpRequest, public_id: str, exchange_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    found = get_exchange_for(person, exchange_id)
    form = with_reason(proposal_form(found, request.POST or None))
    if request.method != "POST" or not form.is_valid():
        page = {"person": person, "form": form, "exchange": found, "other": found.other(person)}
        return render(request, "desk/other_moment.html", page)
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        form.cleaned_data["words"] = as_dictated(form.cleaned_data["words"])
        done = propose_moment(found, form.proposal(), by=person)
    return _say(request, done, _("C’est proposé. L’autre personne est prévenue."), public_id, exchange_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def word(request: HttpRequest, public_id: str, exchange_id: str) -> HttpResponse:
    """A word that the person dictates; what was written before is not shown."""
    person = get_held_person(request.user, public_id)
    found = get_exchange_for(person, exchange_id)
    is_agreed = found.agreements.standing().exists()
    form = MessageForm(request.POST or None, may_give_contact=is_agreed, is_free=is_free(found))
    form.fields["body"].label = _("Ses mots, tels que vous les entendez")
    with_reason(form)
    if request.method != "POST" or not form.is_valid():
        page = {"person": person, "form": form, "exchange": found, "other": found.other(person)}
        return render(request, "desk/word.html", page)
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        done = send_dictated(found, form.cleaned_data["body"], by=person)
    return _say(request, done, _("Le mot est parti."), public_id, exchange_id)


def _page(
    request: HttpRequest, person: User, found: Exchange, form: ReasonForm | None = None
) -> HttpResponse:
    sheet = read_exchange(found, reader=person, now=timezone.now())
    awaited = sheet.proposal is not None and not (sheet.proposal_is_mine or sheet.proposal_is_past)
    is_weekly = sheet.standing is not None and sheet.standing.is_weekly
    page = {
        "person": person,
        "exchange": found,
        "sheet": sheet,
        "form": form or ReasonForm(),
        # Without a button below, no reason is asked.
        "can_act": awaited or is_weekly or not sheet.coming,
    }
    return render(request, "desk/exchange.html", page)


def _proposed_to(person: User, request: HttpRequest, found: Exchange) -> Agreement:
    """The proposal of the other that the form names."""
    named = request.POST.get("agreement", "")
    others = found.agreements.exclude(proposed_by=person)
    return get_object_or_404(others, pk=named if named.isdecimal() and len(named) < 18 else 0)


def _say(request: HttpRequest, done, words: str, public_id: str, exchange_id: str) -> HttpResponse:
    if done:
        messages.success(request, words)
    else:
        messages.warning(request, TOO_LATE)
    return redirect("desk:held_exchange", public_id, exchange_id)
