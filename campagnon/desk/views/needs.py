"""A need that nobody has in hand, as the counter takes it up: whom to call, whom to ask, how to close it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.desk.access import get_need_for
from campagnon.desk.actions.asking import ask_more, close_for
from campagnon.desk.forms import CloseForm
from campagnon.desk.placing import asked_about, left_to_ask
from campagnon.journal.once import acts_once


@require_http_methods(["GET", "HEAD"])
def need(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Voir qui peut aider » : who was asked and what they said, who is left."""
    found = get_need_for(request.user, public_id)
    request.territory = found.commune.epci.territory
    page = {
        "need": found,
        "here": request.territory,
        # Who lives elsewhere is no account of this counter: neither their surname nor a call.
        "author_is_here": found.author.commune.epci_id == request.territory.pk,
        "asked": asked_about(found),
        "placed": left_to_ask(found, now=timezone.now()),
        "close": CloseForm(),
    }
    return render(request, "desk/need.html", page)


@require_POST
@acts_once
def more(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Redemander à trois de plus »"""
    found = get_need_for(request.user, public_id)
    count = len(ask_more(found, by=request.user))
    words = ngettext(
        "%(count)s personne de plus est prévenue.", "%(count)s personnes de plus sont prévenues.", count
    )
    nobody = _("Tout le monde a déjà été prévenu près d’ici.")
    messages.success(request, words % {"count": count} if count else nobody)
    return redirect("desk:need", public_id)


@require_POST
@acts_once
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Clore », as the person says."""
    found, form = get_need_for(request.user, public_id), CloseForm(request.POST)
    try:
        if form.is_valid():
            close_for(found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Le besoin est fermé."))
            return redirect("desk:today", found.commune.epci.territory.slug, "besoins")
        messages.error(request, form.errors["reason"][0])
    except PermissionDenied:
        messages.error(request, _("Appelez d’abord cette personne, et notez son accord de vive voix."))
    return redirect("desk:need", public_id)
