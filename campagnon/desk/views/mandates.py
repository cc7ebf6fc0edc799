from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campagnon.channels.pace import READ, at_most
from campagnon.common import saying
from campagnon.common.typesetting import NotTypeset
from campagnon.desk.access import get_person_for, get_territory, last_mandate_of, mandate_of
from campagnon.desk.held_forms import MandateForm, SignatureForm
from campagnon.desk.held_papers import name_of, typeset_mandate
from campagnon.desk.pace import PAPERS
from campagnon.desk.views.paper import paper
from campagnon.journal.once import acts_once
from campagnon.people.actions import give_mandate, revoke_mandate, sign_mandate
from campagnon.people.models import Mandate, User
from campagnon.people.models.mandate import ORAL_AGREEMENT_HOLDS


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def mandate(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_for(request.user, public_id)
    form = MandateForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, person, form=form)
    fields = form.cleaned_data
    given = give_mandate(
        person,
        get_territory(person),
        until=fields["until"],
        covers=fields["covers"],
        signed_on=fields["signed_on"],
        by=request.user,
    )
    if given.signed_on:
        messages.success(request, _("C’est noté. La mairie peut agir pour cette personne."))
    else:
        words = _("C’est noté. Il reste à faire signer la feuille, d’ici au %(day)s.")
        messages.success(request, words % {"day": saying.calendar_day(given.holds_until)})
    return redirect("desk:mandate", public_id)


@require_POST
@acts_once
def mandate_signature(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_for(request.user, public_id)
    signed = _kept(person)
    form = SignatureForm(request.POST, mandate=signed)
    if not form.is_valid():
        return _page(request, person, signature=form)
    sign_mandate(signed, on=form.cleaned_data["signed_on"], by=request.user)
    messages.success(request, _("La signature est notée. Gardez la feuille à la mairie."))
    return redirect("desk:mandate", public_id)


@require_POST
@acts_once
def mandate_end(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_for(request.user, public_id)
    revoke_mandate(_kept(person), by=request.user)
    messages.success(request, _("C’est noté : la mairie n’agit plus en son nom."))
    return redirect("desk:mandate", public_id)


@require_safe
@at_most(PAPERS, methods=READ)
def mandate_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    person = get_person_for(request.user, public_id)
    to_sign = _kept(person)
    try:
        content = typeset_mandate(to_sign, agent=request.user, on=timezone.localdate())
    except NotTypeset:
        messages.error(request, _("Cette feuille n’a pas pu être préparée. Réessayez dans un instant."))
        return redirect("desk:mandate", public_id)
    return paper(content, "mandat.pdf")


def _kept(person: User) -> Mandate:
    kept = last_mandate_of(person, get_territory(person))
    if kept is None:
        raise Http404
    return kept


def _page(
    request: HttpRequest,
    person: User,
    *,
    form: MandateForm | None = None,
    signature: SignatureForm | None = None,
) -> HttpResponse:
    kept = last_mandate_of(person, get_territory(person))
    page = {
        "person": person,
        "name": name_of(person),
        "kept": kept,
        "stands": mandate_of(person, get_territory(person)) is not None,
        "form": form or MandateForm(),
        "signature": signature or SignatureForm(mandate=kept),
        "to_mend": signature or form,
        "word_holds_days": ORAL_AGREEMENT_HOLDS.days,
    }
    return render(request, "desk/mandate.html", page)
