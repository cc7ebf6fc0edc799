"""Answers by e-mail, handed over by real SMTP on the loopback."""

import smtplib
from email.message import EmailMessage

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from campagnon.channels.actions import Letter, deliver_due, tell
from campagnon.channels.models import Delivery, InboundMessage
from campagnon.channels.reply_addresses import read_address, reply_address, return_address
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import Exchange
from tests.channels.answers import DOMAIN, at_the_desk, letter, said, to_lea
from tests.exchanges.conftest import agreed, need_mowing, offer_mowing


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
    assert said() == [("Léa", "Voici la haie.\n\n(Ce qui était joint à ce message n’a pas été transmis.)")]


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
