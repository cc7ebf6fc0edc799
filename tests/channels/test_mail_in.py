"""Answers by e-mail, handed over by real SMTP on the loopback."""

import asyncio
import smtplib
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from campagnon.channels.actions import Letter, deliver_due, tell
from campagnon.channels.mail_server import LARGEST_LETTER, serve
from campagnon.channels.models import Delivery, InboundMessage
from campagnon.channels.reply_addresses import find_returned, read_address, reply_address, return_address
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import Exchange, Message
from tests.exchanges.conftest import agreed, need_mowing, offer_mowing, opened

DOMAIN = "reponses.exemple.fr"
FROM = b"From: lea.delattre@exemple.fr"
TEXT = FROM + b"\nContent-Type: text/"


@pytest.fixture
def domain(settings) -> str:
    settings.REPLY_DOMAIN = DOMAIN
    return DOMAIN


@pytest.fixture
def exchange(transactional_db, domain, monday, lea, karim) -> Exchange:
    karim.prefers = "email"
    karim.save()
    offer_mowing(karim)
    return opened(need_mowing(lea), karim)


@pytest.fixture
def door(transactional_db, domain) -> Iterator[int]:
    """The server, listening; its port."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(serve("127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield server.sockets[0].getsockname()[1]

    async def close() -> None:
        server.close()
        await asyncio.sleep(0)

    asyncio.run_coroutine_threadsafe(close(), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


@pytest.fixture
def hand_over(door):
    """Hand over one letter, as the mail exchanger does; the recipients it refused."""

    def send(raw: bytes, *, to: str | list[str], sender: str = "lea.delattre@exemple.fr") -> dict:
        with smtplib.SMTP("127.0.0.1", door, timeout=10) as smtp:
            return smtp.sendmail(sender, to, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    return send


def to_lea(exchange: Exchange) -> str:
    return reply_address("exchange", exchange.public_id, exchange.asker.public_id)


def letter(
    text: str = "Avez-vous une prise ?", *, sender: str = "Léa <Lea.Delattre@exemple.fr>", **headers
) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "x@y.fr", "Re: Karim"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def said() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("author__first_name", "body"))


def at_the_desk() -> list[str]:
    return list(InboundMessage.objects.exclude(reason="").values_list("reason", flat=True))


def test_a_letter_of_an_exchange_says_where_to_answer(exchange, lea, letterbox):
    send_message(exchange, "Bonjour", by=exchange.helper)
    deliver_due()
    last = letterbox.letters[-1]["body"].decode()
    assert f"Reply-To: {to_lea(exchange)}" in last.replace("\r\n ", "")
    assert "From: Campagnon" in last


def test_other_letters_do_not(lea, domain, letterbox):
    tell(lea, Letter(subject="Bienvenue", lines=["Bonjour"]), key="one")
    deliver_due()
    assert b"Reply-To" not in letterbox.letters[0]["body"]


def test_without_a_domain_no_letter_asks_for_an_answer(exchange, settings):
    settings.REPLY_DOMAIN = ""
    assert reply_address("exchange", exchange.public_id, exchange.asker.public_id) == ""
    with pytest.raises(CommandError):
        call_command("receive_mail")


def test_an_answer_is_written_in_the_conversation(exchange, hand_over):
    raw = letter("Avez-vous une prise ?\n\nLe 23/11/2026 à 10:12, Campagnon a écrit :\n> Karim peut venir\n")
    assert hand_over(raw, to=to_lea(exchange)) == {}
    assert said() == [("Léa", "Avez-vous une prise ?")]
    message = InboundMessage.objects.get()
    assert (message.person, message.taken_for, message.reason) == (exchange.asker, "reply", "")
    told = Delivery.objects.filter(person=exchange.helper).latest("pk")
    assert "Avez-vous une prise ?" in told.text


def test_the_address_may_come_in_capitals(exchange, hand_over):
    hand_over(letter(), to=to_lea(exchange).upper())
    assert said() == [("Léa", "Avez-vous une prise ?")]


def test_a_letter_handed_over_twice_is_written_once(exchange, hand_over):
    for _time in range(2):
        hand_over(letter(Message_ID="<one@exemple.fr>"), to=to_lea(exchange))
        hand_over(letter("Sans numéro"), to=to_lea(exchange))
    assert len(said()) == 2


def test_an_address_that_was_made_up_does_not_exist(exchange, hand_over):
    true = to_lea(exchange)
    name, _at, domain = true.partition("@")
    forged = [
        f"{name[:-1]}{'a' if name[-1] != 'a' else 'b'}@{domain}",
        f"r-aaaa@{domain}",
        f"r-{'a' * 47}@{domain}",
        f"r-@{domain}",
        f"{name}@ailleurs.fr",
        f"postmaster@{domain}",
        f"r-é@{domain}",
    ]
    assert [read_address(address) for address in forged] == [None] * len(forged)
    for address in forged[:4]:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            hand_over(letter(), to=address)
        assert refused.value.recipients[address][0] == 550
    assert read_address(true) is not None and len(name) <= 64


def test_who_guesses_is_shown_out(door):
    with smtplib.SMTP("127.0.0.1", door, timeout=10) as smtp:
        smtp.ehlo()
        smtp.mail("x@y.fr")
        codes = [smtp.rcpt(f"r-{number}@{DOMAIN}")[0] for number in range(12)]
    assert codes == [550] * 10 + [421, 421]


def test_no_more_than_ten_addresses_at_once(exchange, door):
    with smtplib.SMTP("127.0.0.1", door, timeout=10) as smtp:
        smtp.ehlo()
        smtp.mail("lea.delattre@exemple.fr")
        codes = [smtp.rcpt(to_lea(exchange))[0] for _time in range(11)]
    assert codes == [250] * 10 + [452]


def test_another_sender_is_left_to_the_desk_and_not_answered(exchange, hand_over):
    before = Delivery.objects.count()
    hand_over(letter(sender="faux@exemple.fr"), to=to_lea(exchange))
    assert (said(), Delivery.objects.count()) == ([], before)
    assert at_the_desk() == ["Écrit depuis une autre adresse que celle de Léa."]
    assert InboundMessage.objects.get().text == "Avez-vous une prise ?"


def test_the_address_of_one_does_not_serve_the_other(exchange, hand_over):
    hand_over(letter(sender=exchange.helper.email), to=to_lea(exchange))
    assert (said(), len(at_the_desk())) == ([], 1)


def test_contact_details_before_the_agreement_are_refused_as_on_the_page(exchange, hand_over):
    hand_over(letter("Appelez-moi au 06 12 34 56 78"), to=to_lea(exchange))
    assert said() == []
    told = Delivery.objects.filter(person=exchange.asker).latest("pk")
    assert told.subject == "Votre message n’est pas parti"
    assert "Votre message contient un numéro de téléphone." in told.text


def test_after_the_agreement_they_are_passed_on(transactional_db, domain, monday, lea, nadia, hand_over):
    offer_mowing(nadia)
    exchange = agreed(need_mowing(lea), nadia)
    hand_over(letter("Appelez-moi au 06 12 34 56 78"), to=to_lea(exchange))
    assert said() == [("Léa", "Appelez-moi au 06 12 34 56 78")]


def test_what_is_too_long_is_told_so(exchange, hand_over):
    hand_over(letter("un mot\n" * 300), to=to_lea(exchange))
    assert said() == []
    assert "2000 signes au plus" in Delivery.objects.filter(person=exchange.asker).latest("pk").text


def test_an_exchange_that_is_over_is_told_so(exchange, hand_over):
    Exchange.objects.update(ended_at=timezone.now(), end_reason="silence", next_step_at=None)
    hand_over(letter(), to=to_lea(exchange))
    assert "Cet échange est terminé" in Delivery.objects.filter(person=exchange.asker).latest("pk").text


def test_attached_files_are_dropped_and_said_so(exchange, hand_over):
    message = EmailMessage()
    message["From"] = "lea.delattre@exemple.fr"
    message.set_content("Voici la haie.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="haie.png")
    hand_over(message.as_bytes(), to=to_lea(exchange))
    assert said() == [("Léa", "Voici la haie.\n\n(Une pièce jointe n’a pas été transmise.)")]


def test_a_letter_in_html_only_is_read(exchange, hand_over):
    message = EmailMessage()
    message["From"] = "lea.delattre@exemple.fr"
    message.set_content(
        "<style>p{}</style><p>Oui,&nbsp;<b>avec plaisir</b>.</p><p>À samedi</p><script>alert(1)</script>"
        '<div class="gmail_quote">Le 23 nov., Campagnon a écrit :<blockquote>Karim</blockquote></div>',
        subtype="html",
    )
    hand_over(message.as_bytes(), to=to_lea(exchange))
    assert said() == [("Léa", "Oui, avec plaisir.\n\nÀ samedi")]


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"List_Id": "<x.y>"},
        {"X_Autoreply": "yes"},
    ],
)
def test_a_machine_is_neither_read_nor_answered(exchange, hand_over, header):
    before = Delivery.objects.count()
    assert hand_over(letter(**header), to=to_lea(exchange)) == {}
    assert (said(), InboundMessage.objects.count(), Delivery.objects.count()) == ([], 0, before)


def test_a_letter_without_sender_is_not_answered(exchange, hand_over):
    hand_over(letter(), to=to_lea(exchange), sender="")
    assert InboundMessage.objects.count() == 0


def test_our_own_letters_turn_no_circle(exchange, letterbox, hand_over):
    """Whatever of ours is sent back to us, to any address of ours, says nothing and writes nothing."""
    send_message(exchange, "Bonjour", by=exchange.helper)
    deliver_due()
    before = (len(said()), Delivery.objects.count())
    for sent in list(letterbox.letters):
        hand_over(sent["body"], to=to_lea(exchange), sender="bonjour@campagnon.exemple")
        hand_over(sent["body"], to=return_address(Delivery.objects.latest("pk")))
    assert (len(said()), Delivery.objects.count()) == before


REPORT = """\
From: MAILER-DAEMON@exemple.fr
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; exemple.fr

Final-Recipient: rfc822; lea.delattre@exemple.fr
Action: {action}
Status: {status}
--b--
"""


@pytest.fixture
def sent(transactional_db, lea, domain, letterbox) -> Delivery:
    tell(lea, Letter(subject="Bienvenue", lines=["Bonjour"]), key="one")
    deliver_due()
    return Delivery.objects.get()


def test_a_letter_come_back_is_stuck(sent, letterbox, hand_over):
    raw = REPORT.format(action="failed", status="5.1.1").encode()
    hand_over(raw, to=return_address(sent), sender="")
    sent.refresh_from_db()
    assert (sent.sent_at, sent.given_up_at) == (None, timezone.now())
    assert sent.trouble == "Sa messagerie a refusé cet e-mail (5.1.1)\u00a0: adresse fermée, ou boîte pleine."
    assert list(Delivery.objects.stuck(timezone.now())) == [sent]


def test_a_letter_is_sent_with_its_own_return_address(transactional_db, lea, domain, monkeypatch, letterbox):
    tell(lea, Letter(subject="Bienvenue", lines=["Bonjour"]), key="one")
    from campagnon.channels.transports import post

    delivery = Delivery.objects.get()
    with post() as opened_post:
        opened_post.send(delivery)
    assert find_returned(letterbox.letters[0]["from"]) == delivery


@pytest.mark.parametrize(
    ("action", "status", "sender"),
    [("delayed", "4.4.1", ""), ("failed", "5.1.1", "faux@exemple.fr"), ("delivered", "2.0.0", "")],
)
def test_other_reports_change_nothing(sent, hand_over, action, status, sender):
    hand_over(REPORT.format(action=action, status=status).encode(), to=return_address(sent), sender=sender)
    sent.refresh_from_db()
    assert (sent.sent_at is not None, sent.given_up_at) == (True, None)


def test_a_return_address_cannot_be_guessed(sent):
    forged = return_address(sent).replace("b-", "b-a", 1)
    assert (find_returned(forged), find_returned(return_address(sent))) == (None, sent)
    assert find_returned(f"b-@{DOMAIN}") is None


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
