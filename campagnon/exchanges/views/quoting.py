"""The professional's side of a quote: written, looked at, sent, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.channels.pace import at_most
from campagnon.common.typesetting import NotTypeset
from campagnon.exchanges.access import get_own_quote, get_suggestion_for
from campagnon.exchanges.actions.leaving_quotes import withdraw_quote
from campagnon.exchanges.actions.quoting import Hindrance, discard_draft, draft_quote, hindrance_to_quote
from campagnon.exchanges.actions.sending_quotes import send_quote
from campagnon.exchanges.forms.pdfs import reads_pdf_first
from campagnon.exchanges.forms.quote_sheets import QuoteSheet
from campagnon.exchanges.forms.quotes import AttachForm
from campagnon.exchanges.pace import QUOTES, UPLOADS
from campagnon.exchanges.prefill_quotes import begin_quote
from campagnon.journal.once import acts_once
from campagnon.matching.discretion import when_for, words_for
from campagnon.matching.models import Suggestion


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(QUOTES)
def write_quote(request: HttpRequest, token: str) -> HttpResponse:
    suggestion = get_suggestion_for(request.user, token)
    hindrance = hindrance_to_quote(suggestion, on=timezone.localdate())
    if hindrance:
        return _hindered(request, suggestion, hindrance)
    professional = suggestion.helper.professional
    if "add" in request.POST:
        return _sheet(request, suggestion, QuoteSheet.with_one_more(request.POST, professional=professional))
    head, rows = begin_quote(suggestion, now=timezone.now())
    sheet = QuoteSheet(request.POST or None, professional=professional, initial=head, lines=rows)
    if request.method != "POST" or not sheet.is_valid:
        return _sheet(request, suggestion, sheet)
    quote = draft_quote(suggestion, sheet.content(), by=request.user)
    return redirect("exchanges:quote", quote.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(UPLOADS)
@reads_pdf_first()
@acts_once
@at_most(QUOTES)
def attach_quote(request: HttpRequest, token: str) -> HttpResponse:
    suggestion = get_suggestion_for(request.user, token)
    hindrance = hindrance_to_quote(suggestion, on=timezone.localdate())
    if hindrance:
        return _hindered(request, suggestion, hindrance)
    head, _rows = begin_quote(suggestion, now=timezone.now())
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttachForm(*sent, initial=head)
    if request.method != "POST" or not form.is_valid():
        page = {"suggestion": suggestion, "need": suggestion.need, "form": form}
        return render(request, "exchanges/quote_attach.html", page)
    quote = draft_quote(suggestion, form.content(), by=request.user)
    return redirect("exchanges:quote", quote.public_id)


@require_POST
@acts_once
@at_most(QUOTES)
def quote_sent(request: HttpRequest, public_id: str) -> HttpResponse:
    quote = get_own_quote(request.user, public_id)
    try:
        hindrance = send_quote(quote, by=request.user)
    except NotTypeset:
        messages.error(request, _("Le devis n’a pas pu être mis en page. Réessayez dans un instant."))
        return redirect("exchanges:quote", public_id)
    if hindrance is Hindrance.PAST:
        messages.warning(request, _("La date de début est passée : changez-la, puis envoyez le devis."))
        return redirect("exchanges:write_quote", quote.suggestion.token)
    if hindrance:
        return redirect("exchanges:write_quote", quote.suggestion.token)
    said = {"name": quote.need.author.first_name}
    messages.success(request, _("Votre devis est parti. Nous prévenons %(name)s.") % said)
    return redirect("exchanges:quote", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back a quote that waits, or throw a draft away."""
    quote = get_own_quote(request.user, public_id)
    if quote.is_sent and not quote.stands:
        return redirect("exchanges:quote", public_id)
    if request.method != "POST":
        return render(request, "exchanges/quote_withdraw.html", {"quote": quote, "need": quote.need})
    if not quote.is_sent:
        discard_draft(quote, by=request.user)
        messages.success(request, _("Le brouillon est effacé."))
        return redirect("exchanges:answer", quote.suggestion.token)
    if withdraw_quote(quote, by=request.user):
        said = {"name": quote.need.author.first_name}
        messages.success(request, _("Votre devis est retiré. Nous prévenons %(name)s.") % said)
    return redirect("exchanges:quote", public_id)


def _sheet(request: HttpRequest, suggestion: Suggestion, sheet: QuoteSheet) -> HttpResponse:
    page = {
        "suggestion": suggestion,
        "need": suggestion.need,
        "when": when_for(suggestion.helper, suggestion.need),
        "words": words_for(suggestion.helper, suggestion.need),
        "sheet": sheet,
    }
    return render(request, "exchanges/quote_write.html", page)


def _hindered(request: HttpRequest, suggestion: Suggestion, hindrance: Hindrance) -> HttpResponse:
    page = {"suggestion": suggestion, "need": suggestion.need, "hindrance": hindrance.value}
    return render(request, "exchanges/quote_hindered.html", page)
