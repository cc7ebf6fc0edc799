"""The edge of the network: SMTP and the SMS gateway, up or down, and all that they accepted."""

import smtplib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from unittest import mock
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import override_settings


@dataclass
class Network:
    """What the two networks accepted, and whether they answer now."""

    mail_is_down: bool = False
    sms_is_down: bool = False
    letters: Counter[str] = field(default_factory=Counter)  # by Message-ID
    texts: Counter[tuple[str, str]] = field(default_factory=Counter)  # by number and words
    # What was to leave by SMS, as the outbox said it.
    written: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: int = 0


NETWORK = Network()


class Mail(BaseEmailBackend):
    """An SMTP server that may be down; it keeps what it was given by Message-ID."""

    def open(self) -> bool:
        return True

    def send_messages(self, messages: list[EmailMessage]) -> int:
        if NETWORK.mail_is_down:
            NETWORK.refused += 1
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        for message in messages:
            NETWORK.letters[message.message()["Message-ID"]] += 1
        return len(messages)


class _Answer(BytesIO):
    status = 202


class _Gateway:
    """What `build_opener` returns: Kannel's sendsms, at the end of the wire."""

    def open(self, address: str, timeout: float) -> _Answer:
        if NETWORK.sms_is_down:
            NETWORK.refused += 1
            raise URLError("Connection refused")
        sent = parse_qs(urlsplit(address).query)
        NETWORK.texts[sent["to"][0], sent["text"][0]] += 1
        return _Answer(b"0: Accepted for delivery")


@contextmanager
def networks() -> Iterator[Network]:
    """Both networks, new and up, which Campagnon is set to use."""
    NETWORK.__dict__.update(vars(Network()))
    settings = override_settings(
        EMAIL_BACKEND="tests.year.network.Mail",
        EMAIL_HOST="smtp.example",
        SMS_GATEWAY_URL="http://gateway.example/cgi-bin/sendsms",
    )
    opener = mock.patch("campagnon.channels.transports.build_opener", lambda *handlers: _Gateway())
    with settings, opener:
        yield NETWORK
