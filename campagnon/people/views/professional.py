from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campagnon.journal.once import acts_once
from campagnon.people.access import get_professional_for
from campagnon.people.actions import complete_mentions, register_professional
from campagnon.people.forms.mentions import MentionsForm
from campagnon.people.forms.professional import ProfessionalForm
from campagnon.people.prefill import mentions_as_typed, trade_as_typed
from campagnon.people.suite import asked_suite, door_to


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def professional(request: HttpRequest) -> HttpResponse:
    """Say or mend one's trade; an insurance that has run out is said at the top."""
    now = get_professional_for(request.user)
    initial = trade_as_typed(now) if now else {}
    form = ProfessionalForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        noted = register_professional(request.user, **form.cleaned_data)
        messages.success(request, _("Votre entreprise est notée."))
        return redirect(asked_suite(request) or ("people:account" if noted.can_quote else "people:mentions"))
    is_expired = now is not None and not now.is_insured_on(timezone.localdate())
    context = {"form": form, "professional": now, "is_expired": is_expired, "suite": asked_suite(request)}
    return render(request, "account/professional.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def mentions(request: HttpRequest) -> HttpResponse:
    """Say or mend what the law asks on a quote; the trade comes first."""
    now = get_professional_for(request.user)
    if now is None:
        return redirect(door_to("people:professional", request.get_full_path()))
    form = MentionsForm(request.POST or None, professional=now, initial=mentions_as_typed(now))
    if request.method == "POST" and form.is_valid():
        complete_mentions(now, by=request.user, **form.cleaned_data)
        messages.success(request, _("C’est noté. Vous pouvez faire vos devis ici."))
        return redirect(asked_suite(request) or "people:account")
    context = {"form": form, "professional": now, "suite": asked_suite(request)}
    return render(request, "account/mentions.html", context)
