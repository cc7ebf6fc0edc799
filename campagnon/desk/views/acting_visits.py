"""A visit, in the name of one of the two: moved, cancelled, said to have taken place, thanked for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campagnon.desk.access import get_held_person
from campagnon.desk.actions.dictating import as_dictated
from campagnon.desk.held_forms import ReasonForm, with_reason
from campagnon.desk.views.acting import TOO_LATE
from campagnon.exchanges import phrases
from campagnon.exchanges.access import get_visit_for
from campagnon.exchanges.actions.agreeing import propose_moment
from campagnon.exchanges.actions.ending import finish_exchange
from campagnon.exchanges.actions.thanking import say_thanks
from campagnon.exchanges.actions.visiting import cancel_visit, settle_visit
from campagnon.exchanges.forms import CancelForm
from campagnon.exchanges.forms.prefilled import move_form, thanks_form
from campagnon.exchanges.models import Thanks, Visit
from campagnon.journal.acting import acting_for
from campagnon.journal.once import acts_once
from campagnon.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def news(request: HttpRequest, public_id: str, visit_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    visit = get_visit_for(person, visit_id)
    said = request.POST.get("answer")
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or said not in {"yes", "no"} or not form.is_valid():
        return render(request, "desk/news.html", _page(person, visit, form))
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        done = settle_visit(visit, happened=said == "yes", by=person)
    if done and said == "yes":
        return redirect("desk:held_thanks", public_id, visit_id)
    return _say(request, done, _("C’est noté. L’autre personne est prévenue."), person, visit)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def thanks(request: HttpRequest, public_id: str, visit_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    visit = get_visit_for(person, visit_id)
    if visit.happened_at is None:
        return redirect("desk:held_news", public_id, visit_id)
    said = Thanks.objects.filter(exchange=visit.exchange, by=person).first()
    # What was said before, « would you ask again? » above all, stays between the person and us.
    form = with_reason(thanks_form(visit, person, None, request.POST or None))
    if request.method != "POST" or not form.is_valid():
        page = {**_page(person, visit, form), "has_said": said is not None}
        return render(request, "desk/thanks.html", page)
    fields = form.cleaned_data
    with acting_for(person, by=request.user, reason=fields["reason"]):
        words = as_dictated(fields["words"])
        say_thanks(visit.exchange, by=person, words=words, would_again=fields["would_again"])
        if fields.get("is_over"):
            finish_exchange(visit.exchange, by=person)
    messages.success(request, _("Merci. C’est noté."))
    return redirect("desk:person", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def move(request: HttpRequest, public_id: str, visit_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    visit = get_visit_for(person, visit_id)
    form = with_reason(move_form(visit, request.POST or None))
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/move.html", _page(person, visit, form))
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        form.cleaned_data["words"] = as_dictated(form.cleaned_data["words"])
        done = propose_moment(visit.exchange, form.proposal(), by=person, moves=visit)
    return _say(request, done, _("C’est proposé. Le rendez-vous tient jusqu’à la réponse."), person, visit)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def cancel(request: HttpRequest, public_id: str, visit_id: str) -> HttpResponse:
    person = get_held_person(request.user, public_id)
    visit = get_visit_for(person, visit_id)
    form = with_reason(CancelForm(request.POST or None))
    is_asker = person.pk == visit.exchange.asker_id
    if request.method != "POST" or not form.is_valid():
        page = {**_page(person, visit, form), "is_asker": is_asker}
        return render(request, "desk/cancel.html", page)
    still_needed = not is_asker or request.POST.get("then") != "close"
    with acting_for(person, by=request.user, reason=form.cleaned_data["reason"]):
        words = as_dictated(form.cleaned_data["words"])
        done = cancel_visit(visit, by=person, words=words, still_needed=still_needed)
    return _say(request, done, _("Le rendez-vous est annulé. L’autre personne est prévenue."), person, visit)


def _page(person: User, visit: Visit, form) -> dict:
    return {
        "person": person,
        "visit": visit,
        "other": visit.exchange.other(person),
        "when": phrases.moment(visit.starts_at),
        "has_begun": visit.starts_at <= timezone.now(),
        "form": form,
    }


def _say(request: HttpRequest, done, words: str, person: User, visit: Visit) -> HttpResponse:
    if done:
        messages.success(request, words)
    else:
        messages.warning(request, TOO_LATE)
    return redirect("desk:held_exchange", person.public_id, visit.exchange.public_id)
