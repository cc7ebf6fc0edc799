"""The two ways out: SMTP, and an SMS gateway that speaks Kannel's sendsms."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, build_opener

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from campagnon.channels.gsm7 import is_gsm7
from campagnon.channels.models import Delivery
from campagnon.channels.receipts import REPORTS_WANTED, receipt_url
from campagnon.channels.reply_addresses import return_address
from campagnon.channels.unsubscribing import ONE_CLICK, unsubscribe_link

SMS_TIMEOUT_SECONDS = 15
ACCEPTED = 202
GSM7, UCS2 = "0", "2"


class NotSent(Exception):
    """The message did not leave; the trouble is said in French, for the desk."""

    def __init__(self, trouble: str, *, for_good: bool = False) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.for_good = for_good


class Post:
    """E-mail through one SMTP connection, opened at the first message."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, delivery: Delivery) -> None:
        if not settings.EMAIL_HOST:
            raise NotSent("Aucun serveur d’e-mail n’est réglé.")
        try:
            _message(delivery, self._opened()).send()
        except smtplib.SMTPRecipientsRefused as refused:
            code, reason = next(iter(refused.recipients.values()))
            raise NotSent(f"Adresse refusée : {code} {_text(reason)}", for_good=code >= 500) from refused
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotSent(f"E-mail : {error}") from error

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _opened(self) -> BaseEmailBackend:
        if self._connection is None:
            self._connection = get_connection()
            self._connection.open()
        return self._connection


@contextmanager
def post() -> Iterator[Post]:
    """A post that is closed at the end."""
    opened = Post()
    try:
        yield opened
    finally:
        opened.close()


def _message(delivery: Delivery, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    message = EmailMultiAlternatives(
        delivery.subject,
        delivery.text,
        # The envelope's; what is read is in the headers.
        return_address(delivery) if settings.REPLY_DOMAIN else None,
        to=[delivery.to],
        reply_to=[delivery.reply_to] if delivery.reply_to else None,
        connection=connection,
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            # The same at each try, so that a mailbox can tell a message that came twice.
            "Message-ID": f"<{delivery.pk}.{delivery.written_at:%Y%m%d%H%M%S}@{domain}>",
            "Auto-Submitted": "auto-generated",
            **_way_out(delivery),
        },
    )
    if delivery.html:
        message.attach_alternative(delivery.html, "text/html")
    return message


def _way_out(delivery: Delivery) -> dict[str, str]:
    """The headers by which a mailbox unsubscribes its owner in one click (RFC 8058)."""
    if not delivery.topic or delivery.person is None:
        return {}
    return {
        "List-Unsubscribe": f"<{unsubscribe_link(delivery.person, delivery.topic)}>",
        "List-Unsubscribe-Post": f"{ONE_CLICK[0]}={ONE_CLICK[1]}",
    }


class _NoRedirect(HTTPRedirectHandler):
    """The gateway's password goes nowhere else."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def send_sms(delivery: Delivery) -> None:
    """Hand one SMS to the gateway, which must accept it."""
    if not settings.SMS_GATEWAY_URL:
        raise NotSent("Aucune passerelle de SMS n’est réglée.")
    fields = {
        "username": settings.SMS_GATEWAY_USER,
        "password": settings.SMS_GATEWAY_PASSWORD,
        "to": delivery.to,
        "text": delivery.text,
        "charset": "UTF-8",
        "coding": GSM7 if is_gsm7(delivery.text) else UCS2,
    }
    if settings.SMS_INBOUND_SECRET:
        fields |= {"dlr-mask": REPORTS_WANTED, "dlr-url": receipt_url(delivery)}
    try:
        with build_opener(_NoRedirect).open(
            f"{settings.SMS_GATEWAY_URL}?{urlencode(fields)}", timeout=SMS_TIMEOUT_SECONDS
        ) as answer:
            status, said = answer.status, _text(answer.read(200))
    except HTTPError as error:
        with error:
            raise NotSent(f"Passerelle de SMS : {error.code} {_text(error.read(200))}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotSent(f"Passerelle de SMS : {type(error).__name__}") from error
    if status != ACCEPTED or not said.startswith(("0:", "3:")):
        raise NotSent(f"Passerelle de SMS : {status} {said}")


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace").strip() if isinstance(said, bytes) else said
