"""Letters made to harm, handed over by real SMTP."""

import smtplib
from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.channels.mail_server import LARGEST_LETTER
from campagnon.channels.models import InboundMessage
from tests.channels.answers import letter, said, to_lea

FROM = b"From: lea.delattre@exemple.fr"
TEXT = FROM + b"\nContent-Type: text/"


def nested(depth: int) -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return ("From: lea.delattre@exemple.fr\n" + "".join(heads) + "Content-Type: text/plain\n\nOui\n").encode()


def carried(depth: int) -> bytes:
    return FROM + b"\n" + b"Content-Type: message/rfc822\n\n" * depth + b"Oui\n"


HOSTILE = {
    "empty": b"",
    "only headers": FROM + b"\n",
    "ten thousand headers": FROM + b"\n" + b"X-A: b\n" * 10_000 + b"\nOui\n",
    "nested": nested(90),
    "nested beyond": nested(2000),
    "carried": carried(90),
    "carried beyond": carried(5000),
    "unknown charset": TEXT + b"plain; charset=klingon\n\nOui \xff\n",
    "no charset at all": TEXT + b"plain; charset=hex\n\n616\n",
    "slow charset": TEXT + b"plain; charset=punycode\n\n" + b"a-b-\n" * 5000,
    "charset with NUL": FROM + b'\nContent-Type: text/plain; charset="u\x00"\n\nOui\n',
    "broken base64": FROM + b"\nContent-Transfer-Encoding: base64\n\n!!!=====\n",
    "broken uuencode": FROM + b"\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n\xff\xff\n",
    "NUL": FROM + b"\n\nOui\x00non\x1b[31m\n",
    "NUL in the sender": b"From: lea\x00.delattre@exemple.fr\n\nOui\n",
    "headers in the sender": b'From: "lea\r\n\tBcc: tous@exemple.fr" <lea.delattre@exemple.fr>\n\nOui\n',
    "broken words in the sender": b"From: =?utf-8?b?////?= <lea.delattre@exemple.fr>\n\nOui\n",
    "two senders": b"From: a@b.fr, lea.delattre@exemple.fr\n\nOui\n",
    "boundary of spaces": FROM + b'\nContent-Type: multipart/mixed; boundary=" "\n\n-- \n\nOui\n',
    "html without end": TEXT + b"html\n\n" + b"<div><b>\n" * 20_000,
    "html of entities": TEXT + b"html\n\n" + b"&#99999999999;&amp\n" * 900,
    "html of marks": TEXT + b"html\n\n" + b"<![CDATA[ <!-- <? </\n" * 900,
    "bytes": bytes(range(256)) * 40,
    "file name": FROM + b"\nContent-Disposition: attachment; filename*=x''%ff%00\n\nOui\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_letters_are_taken_without_harm(exchange, hand_over, name, caplog):
    """Taken, and either said, or left to the desk, or ignored; never an error, never twice."""
    assert hand_over(HOSTILE[name], to=to_lea(exchange)) == {}
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
    assert all("\x00" not in body and "\x1b" not in body for _author, body in said())
    assert InboundMessage.objects.count() == 1


def test_what_is_too_large_is_refused(exchange, door):
    with smtplib.SMTP("127.0.0.1", door, timeout=20) as smtp, pytest.raises(smtplib.SMTPException) as refused:
        smtp.sendmail(
            "lea.delattre@exemple.fr", to_lea(exchange), letter("x" * 900 + "\n") + b"y" * 70 * 20_000
        )
    assert getattr(refused.value, "smtp_code", 0) in {500, 552}
    assert InboundMessage.objects.count() == 0 and LARGEST_LETTER == 1_000_000


def test_a_line_without_end_is_refused(exchange, door):
    with smtplib.SMTP("127.0.0.1", door, timeout=20) as smtp, pytest.raises(smtplib.SMTPDataError) as refused:
        smtp.sendmail("lea.delattre@exemple.fr", to_lea(exchange), FROM + b"\n\n" + b"x" * 500_000)
    assert refused.value.smtp_code == 500


def test_when_the_database_fails_the_letter_comes_again(exchange, door, monkeypatch):
    from django.db import OperationalError

    from campagnon.channels import mail_server

    def fail(*args, **kwargs):
        raise OperationalError("disk full")

    monkeypatch.setattr(mail_server, "receive_letter", fail)
    with smtplib.SMTP("127.0.0.1", door, timeout=10) as smtp, pytest.raises(smtplib.SMTPDataError) as refused:
        smtp.sendmail("lea.delattre@exemple.fr", to_lea(exchange), letter())
    assert refused.value.smtp_code == 451


def test_one_address_takes_sixty_letters_a_day(exchange, monday):
    from campagnon.channels.actions import receive_letter

    for number in range(62):
        receive_letter(
            letter(sender="faux@exemple.fr", Message_ID=f"<{number}@x>"),
            envelope_from="faux@exemple.fr",
            to=to_lea(exchange),
            now=timezone.now(),
        )
    assert InboundMessage.objects.count() == 60
    monday.shift(timedelta(hours=1))
    receive_letter(letter(), envelope_from="x@y.fr", to=to_lea(exchange), now=timezone.now())
    assert said() == [("Léa", "Avez-vous une prise ?")]
