"""A quote as its two people read it, and its paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campagnon.channels.pace import at_most
from campagnon.exchanges import phrases
from campagnon.exchanges.access import get_quote_for
from campagnon.exchanges.actions.accepting_quotes import can_accept
from campagnon.exchanges.actions.asking_about_quotes import ask_about_quote
from campagnon.exchanges.actions.retracting_quotes import bar_of
from campagnon.exchanges.forms.quote_answers import QuestionForm
from campagnon.exchanges.models import Quote
from campagnon.exchanges.pace import LETTERS
from campagnon.exchanges.quote_cards import QuoteCard
from campagnon.exchanges.quote_papers import cover_lines
from campagnon.journal.models import Paper
from campagnon.journal.once import acts_once


@require_safe
def quote(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, get_quote_for(request.user, public_id))


@require_POST
@acts_once
@at_most(LETTERS)
def questions(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_quote_for(request.user, public_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    if found.is_sent and ask_about_quote(found, form.cleaned_data["body"], by=request.user):
        messages.success(request, _("Votre message est parti."))
    else:
        messages.warning(request, _("Ce devis n’attend plus de réponse : le message n’est pas parti."))
    return redirect("exchanges:quote", public_id)


@require_safe
def quote_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_quote_for(request.user, public_id)
    if found.paper is None:
        raise Http404
    return _file(found.paper, f"devis-{found.file_name or 'joint'}.pdf", is_ours=not found.is_own_paper)


@require_safe
def acceptance_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_quote_for(request.user, public_id)
    if found.acceptance_paper is None:
        raise Http404
    return _file(found.acceptance_paper, f"acceptation-{found.file_name}.pdf", is_ours=True)


def _page(request: HttpRequest, found: Quote, form: QuestionForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    page = {
        "quote": found,
        "need": found.need,
        "length": phrases.length(found.hours),
        "is_author": request.user.pk == found.helper_id,
        "state": found.state.value,
        "may_retract": found.is_accepted and bar_of(found, on=today) is None,
        "may_accept": found.stands and can_accept(found, now=timezone.now()),
        "has_begun": found.starts_at <= timezone.now(),
        "card": QuoteCard(found),
        "covers": cover_lines(found.seller) if found.is_sent else [],
        "questions": list(found.questions.select_related("author")) if found.is_sent else [],
        "form": form or QuestionForm(),
    }
    return render(request, "exchanges/quote.html", page)


def _file(paper: Paper, name: str, *, is_ours: bool) -> HttpResponse:
    """The bytes as they were kept; what somebody else made is saved rather than opened here."""
    response = HttpResponse(bytes(paper.content), content_type="application/pdf")
    response["Content-Disposition"] = f'{"inline" if is_ours else "attachment"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
