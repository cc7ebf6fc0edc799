from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campagnon.billing.access import find_invoice_of, get_own_invoice_for, get_quote_to_bill_for
from campagnon.billing.actions.crediting import attach_credit_note, credit_invoice
from campagnon.billing.actions.issuing import attach_invoice, can_bill, issue_invoice
from campagnon.billing.forms import DATA_NAMES, CreditForm, IssueForm, OwnCreditForm, OwnInvoiceForm
from campagnon.billing.models import Invoice
from campagnon.billing.pace import PAPERS, PAPERS_A_JOB
from campagnon.channels.pace import at_most, too_many
from campagnon.channels.rate import take
from campagnon.common.typesetting import NotTypeset
from campagnon.exchanges.forms.pdfs import reads_pdf_first
from campagnon.exchanges.models import Quote
from campagnon.exchanges.pace import UPLOADS
from campagnon.journal.once import acts_once
from campagnon.people.access import get_professional_for


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(PAPERS)
def issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Bill an accepted quote; billed already, the invoice itself, for either of the two."""
    billed = find_invoice_of(request.user, public_id)
    if billed:
        return redirect("billing:invoice", billed.public_id)
    quote = get_quote_to_bill_for(request.user, public_id)
    professional = get_professional_for(request.user)
    page = {"quote": quote, "client": quote.exchange.asker}
    if professional is None or not can_bill(quote):
        return render(request, "billing/not_yet.html", {**page, **_what_lacks(quote, professional)})
    if quote.is_own_paper:
        return redirect("billing:attach", public_id)
    if not professional.can_quote:
        return render(request, "billing/not_yet.html", {**page, **_what_lacks(quote, professional)})
    form = IssueForm(request.POST or None, quote=quote)
    page |= {"form": form, "today": timezone.localdate()}
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        return render(request, "billing/issue.html", page)
    if "sure" not in request.POST:
        return render(request, "billing/check.html", {**page, "terms": form.terms()})
    if wait := take(PAPERS_A_JOB, str(quote.exchange_id)):
        return too_many(request, wait)
    with _said_if_not_set(form):
        return _go_to(request, issue_invoice(quote, form.terms(), by=request.user))
    return render(request, "billing/issue.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(UPLOADS)
@reads_pdf_first(*DATA_NAMES)
@acts_once
@at_most(PAPERS)
def attach(request: HttpRequest, public_id: str) -> HttpResponse:
    """Attach one's own invoice to an accepted quote."""
    billed = find_invoice_of(request.user, public_id)
    if billed:
        return redirect("billing:invoice", billed.public_id)
    quote = get_quote_to_bill_for(request.user, public_id)
    professional = get_professional_for(request.user)
    page = {"quote": quote, "client": quote.exchange.asker}
    if professional is None or not can_bill(quote):
        return render(request, "billing/not_yet.html", {**page, **_what_lacks(quote, professional)})
    form = OwnInvoiceForm(request.POST or None, request.FILES or None, quote=quote)
    if request.method != "POST" or not form.is_valid():
        return render(request, "billing/attach.html", {**page, "form": form})
    if wait := take(PAPERS_A_JOB, str(quote.exchange_id)):
        return too_many(request, wait)
    return _go_to(request, attach_invoice(quote, form.own(), by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@at_most(UPLOADS)
@reads_pdf_first(*DATA_NAMES)
@acts_once
@at_most(PAPERS)
def credit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Undo an invoice by a credit note; of an own invoice, by an own credit note."""
    undone = get_own_invoice_for(request.user, public_id)
    if undone.credited_at:
        return redirect("billing:invoice", undone.corrected_by.public_id)
    form = _credit_form(request, undone)
    if request.method != "POST" or not form.is_valid():
        return render(request, "billing/credit.html", {"invoice": undone, "form": form})
    reason = form.cleaned_data["reason"]
    if undone.is_own_paper:
        note = attach_credit_note(undone, form.own(), by=request.user, reason=reason)
        return _go_to(request, note)
    with _said_if_not_set(form):
        return _go_to(request, credit_invoice(undone, by=request.user, reason=reason))
    return render(request, "billing/credit.html", {"invoice": undone, "form": form})


@contextmanager
def _said_if_not_set(form: Form) -> Iterator[None]:
    """A paper that the press could not set leaves nothing behind, and a sentence at the top of the form."""
    try:
        yield
    except NotTypeset:
        form.add_error(None, _("La mise en page a pris trop de temps. Renvoyez dans un instant."))


def _credit_form(request: HttpRequest, undone: Invoice) -> CreditForm:
    if undone.is_own_paper:
        return OwnCreditForm(request.POST or None, request.FILES or None, invoice=undone)
    return CreditForm(request.POST if request.method == "POST" else None)


def _what_lacks(quote: Quote, professional) -> dict:
    """Which visit is to be said to have taken place, or whether the enterprise is to be completed."""
    past = quote.exchange.visits.unsettled().filter(starts_at__lte=timezone.now())
    return {"is_done": can_bill(quote), "visit": past.first(), "professional": professional}


def _go_to(request: HttpRequest, paper: Invoice | None) -> HttpResponse:
    if paper is None:
        messages.warning(request, _("C’était déjà fait dans une autre fenêtre."))
        return redirect("billing:invoices")
    messages.success(request, _("C’est fait. Nous prévenons %(name)s.") % {"name": paper.client})
    return redirect("billing:invoice", paper.public_id)
