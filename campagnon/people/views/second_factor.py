"""The second factor: django-allauth's own pages, with what Campagnon adds to them."""

from collections.abc import Callable

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn, remove_webauthn
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campagnon.journal.actions import record
from campagnon.people import mail


@require_safe
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """What is set up, and what may be."""
    own = Authenticator.objects.filter(user=request.user)
    by_type = Authenticator.Type
    context = {
        "application": own.filter(type=by_type.TOTP).first(),
        "passkeys": [key.wrap() for key in own.filter(type=by_type.WEBAUTHN).order_by("pk")],
        "recovery_codes": own.filter(type=by_type.RECOVERY_CODES).first(),
        "is_required": request.user.serves,
    }
    return render(request, "mfa/second_factor.html", context)


@never_cache
def add_application(request: HttpRequest) -> HttpResponse:
    return _noted(request, activate_totp)


@never_cache
def add_passkey(request: HttpRequest) -> HttpResponse:
    return _noted(request, add_webauthn)


@never_cache
def remove_application(request: HttpRequest) -> HttpResponse:
    return _noted(request, deactivate_totp)


@never_cache
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    return _noted(request, remove_webauthn, pk=pk)


def _noted(request: HttpRequest, view: Callable[..., HttpResponse], **kwargs: int) -> HttpResponse:
    """After a change: a line in the journal, a word to the owner; who set it up has just shown it.

    What was set up is counted before and after: an answer that leads elsewhere may have changed nothing.
    """
    means = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    before = means.count()
    response = view(request, **kwargs)
    after = means.count()
    if after == before:
        return response
    if after > before:
        record_authentication(request, request.user, method="mfa", reauthenticated=True)
        request.session.cycle_key()
    verb = "people.second_factor_added" if after > before else "people.second_factor_removed"
    record(verb, target=request.user, by=request.user)
    mail.second_factor_changed(request.user)
    return response
