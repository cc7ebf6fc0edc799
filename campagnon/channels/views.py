"""The two doors of the SMS gateway; nobody else has their key, and everybody else finds nothing there."""

import hashlib
from base64 import b64decode
from binascii import Error as NotBase64

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from campagnon.channels.actions.receipts import take_receipt
from campagnon.channels.actions.receiving import receive_sms
from campagnon.channels.receipts import find_delivery

LONGEST_BODY = 8192
CHARSETS = {"utf-8", "utf-16be"}


@csrf_exempt
@login_not_required
@require_POST
def sms(request: HttpRequest) -> HttpResponse:
    """An SMS as Kannel's `post-url` hands it over; what is said back leaves by the outbox, not here."""
    _ask_for_the_secret(request)
    body = request.read(LONGEST_BODY + 1)
    if len(body) > LONGEST_BODY:
        return HttpResponse(status=413)
    sender = request.headers.get("X-Kannel-From", "")
    charset = request.content_params.get("charset", "utf-8").lower()
    text = body.decode(charset if charset in CHARSETS else "utf-8", "replace")
    if not sender:
        return HttpResponse(status=400)
    receive_sms(sender=sender, text=text, external_id=_external_id(request, body), now=timezone.now())
    return HttpResponse(content_type="text/plain")


@login_not_required
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """What became of an SMS: Kannel tells it by GET and knows no other way; the address is signed."""
    delivery = find_delivery(token)
    if delivery is None:
        raise Http404
    report = request.GET.get("report", "")
    if report.isdecimal() and len(report) < 4 and request.method == "GET":
        take_receipt(delivery, int(report), now=timezone.now())
    return HttpResponse(content_type="text/plain")


def _ask_for_the_secret(request: HttpRequest) -> None:
    """In the password of the address, so that no log writes it down."""
    scheme, _space, shown = request.headers.get("Authorization", "").partition(" ")
    try:
        password = b64decode(shown, validate=True).partition(b":")[2]
    except (NotBase64, ValueError):
        password = b""
    secret = settings.SMS_INBOUND_SECRET.encode()
    if scheme.lower() != "basic" or not secret or not constant_time_compare(password, secret):
        raise Http404


def _external_id(request: HttpRequest, body: bytes) -> str:
    """The gateway's number for a message; without one, what it says and when."""
    request.encoding = "utf-8"
    if given := request.GET.get("id", "").replace("\x00", "")[:255]:
        return given
    said = "|".join(request.headers.get(name, "") for name in ("X-Kannel-From", "X-Kannel-Time"))
    return hashlib.sha256(said.encode() + b"|" + body).hexdigest()
