from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campagnon.channels.pace import at_most
from campagnon.exchanges import phrases
from campagnon.exchanges.access import Reader, get_reader, get_visit_for, sign_visit
from campagnon.exchanges.actions.agreeing import propose_moment
from campagnon.exchanges.actions.ending import finish_exchange
from campagnon.exchanges.actions.thanking import say_thanks
from campagnon.exchanges.actions.visiting import cancel_visit, settle_visit
from campagnon.exchanges.forms import CancelForm
from campagnon.exchanges.forms.prefilled import move_form, thanks_form
from campagnon.exchanges.models import Thanks, Visit
from campagnon.exchanges.pace import LETTERS
from campagnon.journal.once import acts_once


@require_safe
def visit(request: HttpRequest, public_id: str) -> HttpResponse:
    return redirect("exchanges:news", sign_visit(get_visit_for(request.user, public_id), request.user))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def news(request: HttpRequest, token: str) -> HttpResponse:
    reader = get_reader(token)
    said = request.POST.get("answer")
    if request.method != "POST" or said not in {"yes", "no"}:
        return render(request, "exchanges/news.html", _visit_page(reader, token))
    settle_visit(reader.visit, happened=said == "yes", by=reader.user)
    reader.visit.refresh_from_db()
    return redirect("exchanges:thanks" if reader.visit.happened_at else "exchanges:news", token)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    reader = get_reader(token)
    exchange = reader.visit.exchange
    if reader.visit.happened_at is None:
        return redirect("exchanges:news", token)
    said = Thanks.objects.filter(exchange=exchange, by=reader.user).first()
    form = thanks_form(reader.visit, reader.user, said, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        page = {**_visit_page(reader, token), "form": form, "said": said}
        return render(request, "exchanges/thanks.html", page)
    fields = form.cleaned_data
    say_thanks(exchange, by=reader.user, words=fields["words"], would_again=fields["would_again"])
    if fields.get("is_over"):
        finish_exchange(exchange, by=reader.user)
    messages.success(request, _("Merci. C’est noté."))
    return redirect("exchanges:thanks", token)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
@at_most(LETTERS)
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    moved = get_visit_for(request.user, public_id)
    form = move_form(moved, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        page = {"form": form, "visit": moved, "other": moved.exchange.other(request.user)}
        return render(request, "exchanges/move.html", page)
    if propose_moment(moved.exchange, form.proposal(), by=request.user, moves=moved):
        messages.success(request, _("C’est proposé. Le rendez-vous tient jusqu’à la réponse."))
    else:
        messages.warning(request, _("Ce rendez-vous ne peut plus être déplacé."))
    return redirect("exchanges:exchange", moved.exchange.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    cancelled = get_visit_for(request.user, public_id)
    exchange = cancelled.exchange
    form = CancelForm(request.POST or None)
    is_asker = request.user.pk == exchange.asker_id
    if request.method != "POST" or not form.is_valid():
        page = {"form": form, "visit": cancelled, "other": exchange.other(request.user), "is_asker": is_asker}
        return render(request, "exchanges/cancel.html", page)
    still_needed = not is_asker or request.POST.get("then") != "close"
    words = form.cleaned_data["words"]
    if cancel_visit(cancelled, by=request.user, words=words, still_needed=still_needed):
        said = {"name": exchange.other(request.user).first_name}
        messages.success(request, _("Le rendez-vous est annulé. Nous prévenons %(name)s.") % said)
    else:
        messages.warning(request, _("Ce rendez-vous ne peut plus être annulé."))
    if is_asker and not cancelled.agreement.is_weekly:
        return redirect("exchanges:need", exchange.need.public_id)
    return redirect("exchanges:exchange", exchange.public_id)


def _visit_page(reader: Reader, token: str) -> dict:
    visit: Visit = reader.visit
    return {
        "visit": visit,
        "exchange": visit.exchange,
        "name": phrases.name(visit.exchange.other(reader.user)),
        "when": phrases.moment(visit.starts_at),
        "is_asker": reader.user.pk == visit.exchange.asker_id,
        "has_begun": visit.starts_at <= timezone.now(),
        "token": token,
    }
