"""The page of one person at the counter: what stands, what waits for them, what comes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campagnon.channels.pace import READ, at_most
from campagnon.common.typesetting import NotTypeset
from campagnon.desk.access import get_held_person, get_person_for, get_territory, last_mandate_of, mandate_of
from campagnon.desk.actions.printing import may_read_print, print_deeds
from campagnon.desk.deeds import deeds_of
from campagnon.desk.held_forms import ReachForm
from campagnon.desk.held_papers import name_of, typeset_deeds
from campagnon.desk.pace import PAPERS
from campagnon.desk.views.paper import paper
from campagnon.exchanges.waiting import space_of
from campagnon.journal.acting import acting_for
from campagnon.journal.once import acts_once
from campagnon.people.actions.changing import update_account
from campagnon.people.models import Covers, User

SHOWN = 5
# A long page still arrives whole; the paper has them all.
SHOWN_TO_ME = 100


@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_person_for(request.user, public_id)
    here = get_territory(found)
    mandate = mandate_of(found, here)
    deeds = deeds_of(found, latest=SHOWN + 1)
    page = {
        "person": found,
        "name": name_of(found),
        "mandate": mandate,
        "last_mandate": mandate or last_mandate_of(found, here),
        "may_serve": mandate is not None and mandate.covers == Covers.EVERYTHING,
        # Without their word, an agent does not look into what is theirs.
        **(_theirs(found) if mandate else {}),
        "reach": ReachForm(person=found) if mandate else None,
        "deeds": deeds[:SHOWN],
        "has_more_deeds": len(deeds) > SHOWN,
    }
    return render(request, "desk/person.html", page)


def _theirs(found: User) -> dict:
    """What waits, what comes and what is theirs, each with the other person; no letter is shown."""
    space = space_of(found, now=timezone.now())
    ongoing = [*(letter.exchange for letter in space.letters), *space.exchanges]
    return {
        "space": space,
        "visits": [(visit, visit.exchange.other(found)) for visit in space.visits],
        "ongoing": [(exchange, exchange.other(found)) for exchange in ongoing],
        "offers": [*space.to_confirm, *space.offers],
    }


@require_POST
@acts_once
def reached(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Pour prévenir cette personne : par lettre », as they say it."""
    held = get_held_person(request.user, public_id)
    form = ReachForm(request.POST, person=held)
    if form.is_valid():
        same = {name: getattr(held, name) for name in ("first_name", "last_name", "commune")}
        with acting_for(held, by=request.user, reason=_("Comment vous prévenir, à votre demande.")):
            update_account(held, **same, prefers=form.cleaned_data["prefers"])
        messages.success(request, _("C’est noté."))
    else:
        messages.error(request, form.errors["prefers"][0])
    return redirect("desk:person", public_id)


@require_safe
def my_deeds(request: HttpRequest) -> HttpResponse:
    """« Ce que la mairie a fait pour moi », for the person themselves."""
    deeds = deeds_of(request.user, latest=SHOWN_TO_ME + 1)
    page = {"deeds": deeds[:SHOWN_TO_ME], "has_more": len(deeds) > SHOWN_TO_ME}
    return render(request, "desk/my_deeds.html", page)


@require_POST
@acts_once
def deeds_printed(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_person_for(request.user, public_id)
    print_deeds(found, by=request.user)
    return redirect("desk:deeds_paper", public_id)


@require_safe
@at_most(PAPERS, methods=READ)
def deeds_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The paper itself, for whoever left a line when asking for it."""
    found = get_person_for(request.user, public_id)
    if not may_read_print(found, by=request.user):
        return redirect("desk:person", public_id)
    try:
        return paper(typeset_deeds(found, on=timezone.localdate()), "ce-que-la-mairie-a-fait.pdf")
    except NotTypeset:
        messages.error(request, _("Cette feuille n’a pas pu être préparée. Réessayez dans un instant."))
        return redirect("desk:person", public_id)
