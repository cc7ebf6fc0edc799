"""A form sent twice acts once: each rendered form carries a key, and the first answer is replayed."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from campagnon.journal.models import Submission

FIELD = "_once"


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
                return response
        except _ActedNot as shown:
            return shown.response
        except IntegrityError:
            answered = Submission.objects.filter(key=key).first() if key else None
            if answered is None:
                raise
            return HttpResponseRedirect(answered.location)

    return once


def _owned_key(request: HttpRequest) -> str:
    """The form's key, tied to its sender: somebody else's key replays nothing."""
    sent = request.POST.get(FIELD, "")[:64]
    if not sent:
        return ""
    owner = request.user.pk if request.user.is_authenticated else request.session.session_key
    return hashlib.sha256(f"{owner}|{request.path}|{sent}".encode()).hexdigest()
