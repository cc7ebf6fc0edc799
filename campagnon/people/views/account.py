"""My account: what I said of myself, how I am reached, and the way out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campagnon.channels.models import Channel
from campagnon.journal.once import acts_once
from campagnon.people import actions
from campagnon.people.access import get_professional_for
from campagnon.people.actions.changing import AddressTaken
from campagnon.people.codes import NewAddressProcess, address_of
from campagnon.people.device import forget, mark_own, mark_shared
from campagnon.people.forms.account import AccountForm
from campagnon.people.forms.signing_in import AddressForm, CodeForm
from campagnon.people.models import Mandate, User
from campagnon.people.second_factor import has_second_factor


@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    context = {
        "professional": get_professional_for(request.user),
        "has_second_factor": has_second_factor(request.user),
        "can_remove": bool(request.user.email and request.user.phone_verified_at),
        "channels": Channel,
        "mandate": _mandate(request.user),
    }
    return render(request, "account/account.html", context)


@require_POST
@acts_once
def take_mandate_back(request: HttpRequest) -> HttpResponse:
    mandate = _mandate(request.user)
    if mandate is not None and actions.revoke_mandate(mandate, by=request.user):
        messages.success(request, _("C’est noté : la mairie n’agit plus en votre nom."))
    return redirect("people:account")


@require_http_methods(["GET", "HEAD", "POST"])
@acts_once
def edit(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        named = {key: fields[key] for key in ("first_name", "last_name", "commune", "prefers")}
        actions.update_account(request.user, **named)
        messages.success(request, _("C’est noté."))
        return redirect("people:account")
    return render(request, "account/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@acts_once
def add_address(request: HttpRequest) -> HttpResponse:
    """Send a code to a new e-mail address or number."""
    form = AddressForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        NewAddressProcess.initiate(request, **form.cleaned_data["address"])
        return redirect("people:confirm_address")
    return render(request, "account/add_address.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm_address(request: HttpRequest) -> HttpResponse:
    """Take the code that came to the new address, and make the address one's own."""
    process = NewAddressProcess.resume(request)
    if process is None:
        return redirect("people:add_address")
    form = CodeForm(request.POST or None, request=request, process=process)
    sent_to = address_of(process)
    if request.POST.get("code", "").strip():
        if form.is_valid():
            process.abort()
            return _take_address(request, sent_to)
        if form.has_been_read and not process.record_invalid_attempt():
            messages.error(request, _("Cinq essais sans le bon code : demandez-en un nouveau."))
            return redirect("people:add_address")
    return render(request, "account/confirm_address.html", {"form": form, **sent_to})


def _take_address(request: HttpRequest, reached: dict[str, str]) -> HttpResponse:
    try:
        actions.add_address(request.user, **reached)
    except AddressTaken:
        messages.error(request, _("Cette adresse est déjà celle d’un autre compte."))
    else:
        messages.success(request, _("Adresse ajoutée. Elle sert aussi pour vous connecter."))
    return redirect("people:account")


@require_POST
@acts_once
def remove_address(request: HttpRequest) -> HttpResponse:
    if actions.remove_address(request.user, request.POST.get("channel", "")):
        messages.success(request, _("Adresse retirée."))
    else:
        messages.error(request, _("Gardez au moins un e-mail ou un portable : c’est par là que vous entrez."))
    return redirect("people:account")


@require_POST
@acts_once
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    actions.sign_out_elsewhere(request, request.user)
    messages.success(request, _("Vos autres appareils sont déconnectés."))
    return redirect("people:account")


@require_POST
def device(request: HttpRequest) -> HttpResponse:
    """Say whose this device is: a cookie is all that is written, so that twice is as good as once."""
    if request.POST.get("device") == "own":
        messages.success(request, _("C’est noté : cet appareil est à vous."))
        return mark_own(redirect("people:account"))
    messages.success(request, _("C’est noté : rien n’est gardé sur cet appareil."))
    return mark_shared(redirect("people:account"))


@require_POST
@acts_once
def renew_agenda_address(request: HttpRequest) -> HttpResponse:
    actions.renew_agenda_address(request.user)
    messages.success(request, _("L’adresse de votre agenda a changé. L’ancienne ne répond plus."))
    return redirect("people:account")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def close(request: HttpRequest) -> HttpResponse:
    """Say what closing means, then close."""
    if request.method != "POST":
        return render(request, "account/close.html")
    with transaction.atomic():
        actions.close_account(request.user, by=request.user)
        logout(request)
    messages.success(request, _("Votre compte est fermé. Merci d’être passé par ici."))
    return forget(redirect("pages:home"))


def _mandate(user: User) -> Mandate | None:
    """The mandate that stands today, of whichever town hall."""
    return user.mandates.standing(timezone.localdate()).select_related("territory").first()
