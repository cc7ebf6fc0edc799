"""A call: everything on its screen is one form, and each of its buttons keeps first what was typed."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.channels.pace import at_most
from campagnon.channels.rate import Allowance
from campagnon.common import saying
from campagnon.desk.access import get_call_for, get_person_for, mandate_of
from campagnon.desk.actions.asking import ask_for
from campagnon.desk.actions.calling import end_call, keep_typed, put_through, set_second_need_apart
from campagnon.desk.actions.opening import agree_aloud
from campagnon.desk.actions.promising import promise_call_back
from campagnon.desk.forms import CallBackForm
from campagnon.desk.hearing import hear
from campagnon.desk.models import Call
from campagnon.desk.screen import pieces, screen_of
from campagnon.desk.typing import LONGEST_NOTE, clean, typed_in
from campagnon.journal.once import acts_once
from campagnon.notices.models import Need
from campagnon.people.models.mandate import ORAL_AGREEMENT_HOLDS

WORD_HOLDS = {"days": ORAL_AGREEMENT_HOLDS.days}
# Each writes to three people; a counter speaks for many.
NEEDS = Allowance("desk-needs", 200, timedelta(days=1))


@require_http_methods(["GET", "HEAD"])
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_call_for(request.user, public_id)
    request.territory = found.territory
    if found.ended_at is not None:
        return redirect("desk:territory", found.territory.slug)
    return render(request, "desk/call.html", screen_of(found, now=timezone.now()))


@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what is typed: by the script at each pause, or by « Comprendre ». As often as one likes."""
    found = _kept(request, public_id)
    if "split" in request.POST:
        second = hear(found.typed, found.person).second
        if second:
            set_second_need_apart(found, second)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(pieces(found, now=timezone.now()))
    return redirect("desk:call", public_id)


@require_POST
@acts_once
def pick(request: HttpRequest, public_id: str) -> HttpResponse:
    """« C’est elle » : who is on the telephone."""
    found = _kept(request, public_id)
    person = get_person_for(request.user, request.POST.get("person", "-"))
    if person.commune.epci_id == found.territory_id:
        put_through(found, person, by=request.user)
    return redirect("desk:call", public_id)


@require_POST
@acts_once
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note an agreement given aloud."""
    found = _kept(request, public_id)
    if found.person and mandate_of(found.person, found.territory) is None:
        agree_aloud(found.person, found.territory, by=request.user)
        messages.success(request, _("C’est noté : il tient %(days)d jours, le temps de signer.") % WORD_HOLDS)
    return redirect("desk:call", public_id)


@require_POST
@acts_once
@at_most(NEEDS)
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Demander aux trois premiers » : publish in the person’s name, which asks them."""
    found = _kept(request, public_id)
    heard = hear(found.typed, found.person)
    if found.ended_at is not None:
        messages.error(request, _("Cet appel est terminé : ouvrez-en un autre."))
    elif found.person is None:
        messages.error(request, _("Dites d’abord qui appelle."))
    elif mandate_of(found.person, found.territory) is None:
        messages.error(request, _("Notez d’abord son accord de vive voix."))
    elif heard.need is None:
        trouble = next(iter(heard.troubles.values()), _("Écrivez ce que dit la personne."))
        messages.error(request, trouble)
    else:
        messages.success(request, _asked(ask_for(found, heard.need, by=request.user)))
    return redirect("desk:call", public_id)


@require_POST
@acts_once
def call_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Rappeler le … »"""
    found = _kept(request, public_id)
    form = CallBackForm(found.typed)
    if found.person is None:
        messages.error(request, _("Dites d’abord qui appelle."))
    elif not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
    else:
        day, part = form.cleaned_data["back_on"], form.cleaned_data["back_part"]
        promise_call_back(found, day, part_of_day=part, about=found.notes, by=request.user)
        words = {"name": found.person.first_name, "day": saying.day(day, today=timezone.localdate())}
        messages.success(request, _("Vous rappellerez %(name)s %(day)s.") % words)
    return redirect("desk:call", public_id)


@require_POST
@acts_once
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Raccrocher » : the note stays."""
    found = _kept(request, public_id)
    end_call(found, by=request.user)
    return redirect("desk:territory", found.territory.slug)


def _kept(request: HttpRequest, public_id: str) -> Call:
    """The call, with what the form holds kept first."""
    found = get_call_for(request.user, public_id)
    notes = clean(request.POST.get("note", found.notes), LONGEST_NOTE)
    sent = request.POST.get("turn", "")
    turn = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 6 else found.turn
    keep_typed(found, typed_in(request.POST, found.typed), notes, turn=turn)
    return found


def _asked(need: Need) -> str:
    names = list(need.suggestions.order_by("pk").values_list("helper__first_name", flat=True))
    if not names:
        return _("C’est publié. Personne n’est encore inscrit près d’ici pour cela : nous cherchons.")
    words = {"names": saying.listing(names, last=_("et")), "service": need.service.label}
    return _("%(service)s : c’est demandé à %(names)s.") % words
