from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campagnon.exchanges.access import get_suggested_exchange_for
from campagnon.exchanges.actions.suggesting_cesu import decline_cesu
from campagnon.journal.once import acts_once


@require_POST
@acts_once
def cesu_suggestion(request: HttpRequest, public_id: str) -> HttpResponse:
    """« Non merci »: the entraide goes on, and no more is said."""
    if decline_cesu(get_suggested_exchange_for(request.user, public_id), by=request.user):
        messages.success(request, _("C’est noté : vous continuez en entraide."))
    return redirect("exchanges:exchange", public_id)
