"""A quote as its two people read it, and its paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campagnon.exchanges import phrases
from campagnon.exchanges.access import get_quote_for
from campagnon.exchanges.models import Quote
from campagnon.journal.models import Paper


@require_safe
def quote(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_quote_for(request.user, public_id)
    return render(request, "exchanges/quote.html", page_of(request, found))


@require_safe
def quote_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_quote_for(request.user, public_id)
    if found.paper is None:
        raise Http404
    return _file(found.paper, f"devis-{found.file_name or 'joint'}.pdf", is_ours=not found.is_own_paper)


def page_of(request: HttpRequest, found: Quote) -> dict:
    """What the page of a quote shows to its reader."""
    return {
        "quote": found,
        "need": found.need,
        "length": phrases.length(found.hours),
        "is_author": request.user.pk == found.helper_id,
        "state": found.state.value,
        "is_valid": found.is_valid_on(timezone.localdate()),
        "has_begun": found.starts_at <= timezone.now(),
    }


def _file(paper: Paper, name: str, *, is_ours: bool) -> HttpResponse:
    """The bytes as they were kept; what somebody else made is saved rather than opened here."""
    response = HttpResponse(bytes(paper.content), content_type="application/pdf")
    response["Content-Disposition"] = f'{"inline" if is_ours else "attachment"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
