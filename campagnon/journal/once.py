"""A form sent twice acts once: each rendered form carries a key, and the first answer is replayed."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from campagnon.journal.models import Submission

FIELD = "_once"
# Read and dropped by static/js/settle.js, so that what was kept on a device is kept until now and no longer.
RECEIVED = "recu"
RECEIVED_STAYS = 3600


class _ActedNot(Exception):
    """The form was shown again: nothing is to be remembered."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


def acts_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run a POST view in one transaction and remember its redirect under the form's key.

    A second sending, even at the same instant, waits for the first and gets the same redirect. An answer
    that is not a redirect (errors to mend) is not remembered, and whatever it wrote is undone.
    """

    @wraps(view)
    def once(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _owned_key(request)
        try:
            with transaction.atomic():
                first = Submission.objects.create(key=key) if key else None
                response = view(request, *args, **kwargs)
                if not 300 <= response.status_code < 400:
                    raise _ActedNot(response)
                if first:
                    first.location = response["Location"]
                    first.save(update_fields=["location"])
                return _say_received(request, response)
        except _ActedNot as shown:
            return shown.response
        except IntegrityError:
            answered = Submission.objects.filter(key=key).first() if key else None
            if answered is None:
                raise
            return _say_received(request, HttpResponseRedirect(answered.location))

    return once


def _say_received(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell the browser which form has acted: a redirect alone may come from a door, or from nowhere."""
    sent = request.POST.get(FIELD, "")
    if re.fullmatch(r"[\w-]{1,64}", sent, re.ASCII):
        response.set_cookie(
            RECEIVED, sent, max_age=RECEIVED_STAYS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def _owned_key(request: HttpRequest) -> str:
    """The form's key, tied to its sender: somebody else's key replays nothing."""
    sent = request.POST.get(FIELD, "")[:64]
    if not sent:
        return ""
    owner = request.user.pk if request.user.is_authenticated else request.session.session_key
    return hashlib.sha256(f"{owner}|{request.path}|{sent}".encode()).hexdigest()
