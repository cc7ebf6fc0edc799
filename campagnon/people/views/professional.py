from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campagnon.journal.once import acts_once
from campagnon.people.access import get_professional_for
from campagnon.people.actions import register_professional
from campagnon.people.forms.professional import ProfessionalForm
from campagnon.people.suite import asked_suite


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def professional(request: HttpRequest) -> HttpResponse:
    """Say or mend one's trade; an insurance that has run out is said at the top."""
    now = get_professional_for(request.user)
    form = ProfessionalForm(request.POST or None, user=request.user, initial=_as_typed(now))
    if request.method == "POST" and form.is_valid():
        register_professional(request.user, **form.cleaned_data)
        messages.success(request, _("Votre entreprise est notée."))
        return redirect(asked_suite(request) or "people:account")
    is_expired = now is not None and not now.is_insured_on(timezone.localdate())
    context = {"form": form, "professional": now, "is_expired": is_expired, "suite": asked_suite(request)}
    return render(request, "account/professional.html", context)


def _as_typed(now) -> dict[str, str]:
    if now is None:
        return {}
    return {
        "siret": now.siret,
        "trade_name": now.trade_name,
        "trade": now.trade,
        "insured_until": f"{now.insured_until:%d/%m/%Y}",
    }
