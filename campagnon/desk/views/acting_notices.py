"""Needs, requests and offers, in somebody's name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.desk.access import get_held_person, get_request_of
from campagnon.desk.actions.dictating import as_dictated
from campagnon.desk.held_forms import ReasonForm, with_reason
from campagnon.exchanges.actions.answering import Outcome, answer_suggestion, can_answer, put_forward
from campagnon.exchanges.forms import CloseForm
from campagnon.exchanges.forms.prefilled import answer_form
from campagnon.journal.acting import acting_for
from campagnon.journal.once import acts_once
from campagnon.matching.discretion import when_for, words_for
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.access import get_own_need, get_own_offer
from campagnon.notices.actions.closing import close_need
from campagnon.notices.actions.offers import confirm_offer, pause_offer, publish_offer
from campagnon.notices.drafts import Draft
from campagnon.notices.forms.offer_page import offer_draft, offer_initial, offer_page
from campagnon.notices.forms.offering import OfferForm
from campagnon.people.models import Covers, User

SAID = {
    Outcome.OPENED: gettext_lazy("C’est proposé. La personne qui demande est prévenue."),
    Outcome.RESERVE: gettext_lazy("Quelqu’un a dit oui juste avant. Nous gardons sa réponse, au cas où."),
    Outcome.DECLINED: gettext_lazy("C’est noté. Nous demandons à quelqu’un d’autre."),
    Outcome.LATER: gettext_lazy("C’est noté. Nous redemanderons la prochaine fois."),
    Outcome.SETTLED: gettext_lazy("Ce besoin n’attend plus de réponse."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def need_closed(request: HttpRequest, public_id: str, need_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    need = get_own_need(person, need_id)
    form, why = CloseForm(request.POST or None), ReasonForm(request.POST or None, prefix="why")
    if request.method != "POST" or not (form.is_valid() and why.is_valid()):
        page = {"person": person, "need": need, "form": form, "why": why}
        return render(request, "desk/close_need.html", page)
    with acting_for(person, by=request.user, reason=why.cleaned_data["reason"]):
        close_need(need, reason=form.cleaned_data["reason"], by=person)
    messages.success(request, _("Le besoin est fermé."))
    return redirect("desk:person", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def request_answered(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Yes, no or later to what is asked of somebody; the link of their own answer is not shown."""
    person = get_held_person(request.user, public_id, Covers.EVERYTHING)
    suggestion = get_request_of(person, number)
    said = request.POST.get("answer", "")
    forward = put_forward(suggestion, now=timezone.now())
    form = with_reason(answer_form(suggestion, forward, request.POST if said == Answer.YES else None))
    why = ReasonForm(request.POST) if said in {Answer.NO, Answer.LATER} else form
    may_say_so = form.modes if why is form else True
    if said not in Answer.values or not (may_say_so and why.is_valid()):
        return _request_page(request, person, suggestion, form, why)
    with acting_for(person, by=request.user, reason=why.cleaned_data["reason"]):
        proposal = None
        if said == Answer.YES:
            form.cleaned_data["words"] = as_dictated(form.cleaned_data["words"])
            proposal = form.proposal()
        outcome = answer_suggestion(suggestion, answer=said, by=person, proposal=proposal)
    messages.success(request, SAID[outcome])
    return redirect("desk:person", public_id)


def _request_page(request: HttpRequest, person: User, suggestion: Suggestion, form, why) -> HttpResponse:
    page = {
        "person": person,
        "suggestion": suggestion,
        "need": suggestion.need,
        "when": when_for(person, suggestion.need),
        "words": words_for(person, suggestion.need),
        "form": form,
        "to_mend": why,
        "can_answer": can_answer(suggestion),
    }
    return render(request, "desk/request.html", page)


@require_POST
@acts_once
def offer_validity(request: HttpRequest, public_id: str, offer_id: str) -> HttpResponse:
    return _one_click(request, public_id, offer_id, confirm_offer, _("L’offre est visible."))


@require_POST
@acts_once
def offer_pause(request: HttpRequest, public_id: str, offer_id: str) -> HttpResponse:
    return _one_click(request, public_id, offer_id, pause_offer, _("L’offre est en pause."))


@require_http_methods(["GET", "HEAD"])
def offer(request: HttpRequest, public_id: str, offer_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id, Covers.EVERYTHING)
    found = get_own_offer(person, offer_id)
    return render(request, "desk/offer.html", {"person": person, "offer": found, "form": ReasonForm()})


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def write_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id, Covers.EVERYTHING)
    form = OfferForm(request.POST or None, author=person, initial=offer_initial(Draft(), person))
    with_reason(form)
    if request.method == "POST" and form.is_valid():
        with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
            publish_offer(offer_draft(form, person.commune), by=person)
        messages.success(request, _("L’offre est en ligne."))
        return redirect("desk:person", public_id)
    return render(request, "desk/write_offer.html", {**offer_page(form), "person": person})


def _one_click(request: HttpRequest, public_id: str, offer_id: str, act, words: str) -> HttpResponse:
    person = get_held_person(request.user, public_id, Covers.EVERYTHING)
    found = get_own_offer(person, offer_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/offer.html", {"person": person, "offer": found, "form": form})
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        act(found, by=person)
    messages.success(request, words)
    return redirect("desk:person", public_id)
