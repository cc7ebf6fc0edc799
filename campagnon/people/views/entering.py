"""The door: an address, a code, and the first time who one is."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from campagnon.journal.once import acts_once
from campagnon.people import charter
from campagnon.people.actions import meet, open_account
from campagnon.people.codes import address_of, expected_sign_in, send_sign_in_code
from campagnon.people.device import forget, mark_shared
from campagnon.people.forms.arriving import WhoForm
from campagnon.people.forms.signing_in import AddressForm, CodeForm
from campagnon.people.suite import asked_suite, keep_suite, take_suite
from campagnon.territories.remembering import commune_remembered


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code there, in the same way whether or not it is known."""
    if request.user.is_authenticated:
        return redirect(asked_suite(request) or take_suite(request.session))
    form = AddressForm(request.POST or None, request=request)
    if request.method == "POST" and _send_code(request, form):
        to_code = redirect("people:sign_in_code")
        return mark_shared(to_code) if request.POST.get("shared") else to_code
    return render(request, "people/sign_in.html", {"form": form, "suite": asked_suite(request)})


@transaction.atomic
def _send_code(request: HttpRequest, form: AddressForm) -> bool:
    if not form.is_valid():
        transaction.set_rollback(True)  # what is refused counts for nothing
        return False
    keep_suite(request)
    reached = form.cleaned_data["address"]
    send_sign_in_code(request, meet(**reached), **reached)
    return True


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Take the code, once, and let its owner in."""
    if request.user.is_authenticated:
        return redirect(take_suite(request.session))
    process = expected_sign_in(request)
    if process is None:
        messages.error(request, _("Ce code n’est plus valable. Demandez-en un nouveau."))
        return redirect("people:sign_in")
    form = CodeForm(request.POST or None, request=request, process=process)
    if request.POST.get("code", "").strip():
        if form.is_valid():
            with transaction.atomic():
                return process.finish(None)
        if form.has_been_read and not process.record_invalid_attempt():
            messages.error(request, _("Cinq essais sans le bon code : demandez-en un nouveau."))
            return redirect("people:sign_in")
    page = {"form": form, **address_of(process), "left": _tries_left(process)}
    return render(request, "people/code.html", page)


def _tries_left(process) -> str:
    left = process.max_attempts - process.state["failed_attempts"]
    return ngettext("Il reste %(left)d essai.", "Il reste %(left)d essais.", left) % {"left": left}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def who_are_you(request: HttpRequest) -> HttpResponse:
    """Open the account of somebody who has just shown that an address is theirs."""
    if request.user.opened_at:
        return redirect(asked_suite(request) or take_suite(request.session))
    seen = commune_remembered(request)
    form = WhoForm(request.POST or None, initial={"commune": seen.name if seen else ""})
    if request.method == "POST" and form.is_valid():
        if form.is_too_young:
            return render(request, "people/too_young.html")
        fields = form.cleaned_data
        asked = ("first_name", "last_name", "commune", "born_on", "agrees_charter")
        named = {key: fields[key] for key in asked}
        keep_suite(request)
        request.user = open_account(request.user, request=request, **named)
        return redirect(take_suite(request.session))
    page = {"form": form, "suite": asked_suite(request), "charter": charter}
    return render(request, "people/who_are_you.html", page)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave this browser, which forgets what it kept."""
    logout(request)
    messages.success(request, _("Vous êtes déconnecté. À bientôt."))
    return forget(redirect("pages:home"))
