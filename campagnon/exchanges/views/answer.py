from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campagnon.catalogue.modes import Mode
from campagnon.exchanges import phrases
from campagnon.exchanges.access import get_suggestion_by_token
from campagnon.exchanges.actions.answering import (
    Outcome,
    Proposal,
    answer_suggestion,
    can_answer,
    put_forward,
)
from campagnon.exchanges.forms import ProposalForm
from campagnon.exchanges.forms.prefilled import answer_form
from campagnon.exchanges.models import Exchange
from campagnon.journal.once import acts_once
from campagnon.matching.discretion import may_read_dates, when_for, words_for
from campagnon.matching.models import Answer, Suggestion


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def answer(request: HttpRequest, token: str) -> HttpResponse:
    suggestion = get_suggestion_by_token(token)
    said = request.POST.get("answer", "")
    forward = put_forward(suggestion, now=timezone.now())
    form = answer_form(suggestion, forward, request.POST if said == Answer.YES else None)
    if request.method != "POST" or said not in Answer.values:
        return _page(request, suggestion, form, forward)
    if said == Answer.YES and can_answer(suggestion) and not (form.modes and form.is_valid()):
        return _page(request, suggestion, form, forward)
    proposal = form.proposal() if form.is_bound and form.is_valid() else None
    outcome = answer_suggestion(suggestion, answer=said, by=suggestion.helper, proposal=proposal)
    if outcome is Outcome.OPENED and request.user == suggestion.helper:
        messages.success(request, _("Merci. Nous prévenons %(name)s.") % {"name": suggestion.need.author})
        return redirect("exchanges:exchange", suggestion.need.exchanges.live().get().public_id)
    return redirect("exchanges:answer", token)


def _page(
    request: HttpRequest, suggestion: Suggestion, form: ProposalForm, forward: Proposal | None
) -> HttpResponse:
    need = suggestion.need
    exchange = Exchange.objects.live().filter(need=need).first()
    is_mine = exchange is not None and exchange.helper_id == suggestion.helper_id
    page = {
        "suggestion": suggestion,
        "need": need,
        "when": when_for(suggestion.helper, need),
        "words": words_for(suggestion.helper, need),
        "may_read_dates": may_read_dates(suggestion.helper, need),
        "form": form,
        "ways": form.ways,
        "put_forward": phrases.put_forward(forward) if forward else "",
        "can_answer": can_answer(suggestion),
        "is_taken": exchange is not None and not is_mine,
        "is_provided": exchange is not None and not is_mine and exchange.agreements.standing().exists(),
        "may_quote": Mode.PRO in form.modes,
        "quote": suggestion.quotes.standing().first() if suggestion.offer.modes & Mode.PRO else None,
        "exchange": exchange if is_mine else None,
    }
    return render(request, "exchanges/answer.html", page)
