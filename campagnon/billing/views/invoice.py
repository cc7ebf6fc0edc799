from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campagnon.billing.access import get_invoice_for
from campagnon.billing.actions.noting import note_payment
from campagnon.journal.once import acts_once


@require_safe
def invoice(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_invoice_for(request.user, public_id)
    is_seller = request.user.pk == found.seller_id
    page = {
        "invoice": found,
        "is_seller": is_seller,
        "i_said_paid": found.paid_said_by_seller_at if is_seller else found.paid_said_by_client_at,
        "other_said_paid": found.paid_said_by_client_at if is_seller else found.paid_said_by_seller_at,
        "lines": list(found.lines.all()),
    }
    return render(request, "billing/invoice.html", page)


@require_safe
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """The PDF, to the byte; somebody else's own file is handed over, never opened in our page."""
    found = get_invoice_for(request.user, public_id)
    kept = found.paper
    way = "attachment" if found.is_own_paper else "inline"
    return HttpResponse(
        bytes(kept.content),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{way}; filename="{kept.name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
@acts_once
def payment(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_invoice_for(request.user, public_id)
    said = request.POST.get("paid")
    if said not in {"yes", "no"} or found.is_credit_note:
        raise Http404
    if note_payment(found, is_paid=said == "yes", by=request.user):
        messages.success(request, _("C’est noté."))
    return redirect("billing:invoice", public_id)
