import email
import email.policy

import pytest
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery
from campagnon.channels.transports import NotSent, post, send_sms


def sms(text: str, to: str = "+33639981217") -> Delivery:
    return Delivery(channel=Channel.SMS, to=to, text=text, key="one")


def letter(**fields) -> Delivery:
    now = timezone.now()
    return Delivery(
        pk=7,
        channel=Channel.EMAIL,
        written_at=now,
        key="one",
        **{"to": "lea@exemple.fr", "subject": "Bonjour", "text": "Bonjour", **fields},
    )


def test_send_sms_speaks_as_kannel_expects(gateway):
    send_sms(sms("C'est à 14 h & après = oui ? 5 €"))
    assert gateway.asked == [
        {
            "username": "campagnon",
            "password": "secret & fin",
            "to": "+33639981217",
            "text": "C'est à 14 h & après = oui ? 5 €",
            "charset": "UTF-8",
            "coding": "0",
        }
    ]


def test_send_sms_says_when_the_text_needs_the_large_alphabet(gateway):
    send_sms(sms("Привет"))
    assert (gateway.asked[0]["coding"], gateway.asked[0]["text"]) == ("2", "Привет")


def test_send_sms_accepts_a_gateway_that_queues(gateway):
    gateway.answer = (202, "3: Queued for later delivery")
    send_sms(sms("Bonjour"))
    assert len(gateway.asked) == 1


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ((403, "Authorization failed for sendsms"), "403 Authorization failed for sendsms"),
        ((503, "Temporal failure, try again later."), "503 Temporal failure, try again later."),
        ((200, "Sent."), "200 Sent."),
        ((202, "Not routable. Do not try again."), "202 Not routable. Do not try again."),
        ((302, "elsewhere"), "302 elsewhere"),
    ],
)
def test_send_sms_says_what_the_gateway_refused(gateway, answer, trouble):
    gateway.answer = answer
    with pytest.raises(NotSent) as refused:
        send_sms(sms("Bonjour"))
    assert refused.value.trouble == f"Passerelle de SMS\u00a0: {trouble}"
    assert len(gateway.asked) == 1


def test_send_sms_says_that_nothing_is_set(settings):
    settings.SMS_GATEWAY_URL = ""
    with pytest.raises(NotSent) as refused:
        send_sms(sms("Bonjour"))
    assert refused.value.trouble == "Aucune passerelle de SMS n’est réglée."


def test_send_sms_says_that_nobody_answers(settings):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/cgi-bin/sendsms"
    with pytest.raises(NotSent):
        send_sms(sms("Bonjour"))


def test_post_hands_the_letter_to_smtp(letterbox, settings):
    settings.DEFAULT_FROM_EMAIL = "Campagnon <bonjour@campagnon.exemple>"
    with post() as opened:
        opened.send(letter(subject="L’été, c’est à 14 h", text="Bonjour Léa", html="<p>Bonjour Léa</p>"))
    (received,) = letterbox.letters
    assert received["to"] == ["lea@exemple.fr"]
    message = email.message_from_bytes(received["body"], policy=email.policy.default)
    assert message["Subject"] == "L’été, c’est à 14 h"
    assert message["From"] == "Campagnon <bonjour@campagnon.exemple>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].startswith("<7.")
    assert message["Message-ID"].endswith("@campagnon.exemple>")
    assert message.get_body(("plain",)).get_content().strip() == "Bonjour Léa"
    assert message.get_body(("html",)).get_content().strip() == "<p>Bonjour Léa</p>"


def test_post_uses_one_connection_for_many_letters(letterbox):
    with post() as opened:
        opened.send(letter(to="lea@exemple.fr"))
        opened.send(letter(to="karim@exemple.fr"))
    assert [received["to"] for received in letterbox.letters] == [["lea@exemple.fr"], ["karim@exemple.fr"]]


@pytest.mark.parametrize(
    ("refusal", "for_good"), [("550 5.1.1 no such user", True), ("451 4.7.1 greylisted", False)]
)
def test_post_tells_a_refusal_for_good_from_one_for_now(letterbox, refusal, for_good):
    letterbox.refusal = refusal
    with post() as opened, pytest.raises(NotSent) as refused:
        opened.send(letter())
    assert refused.value.for_good is for_good
    assert refusal[4:] in refused.value.trouble


def test_post_says_that_no_server_is_set(settings):
    settings.EMAIL_HOST = ""
    with post() as opened, pytest.raises(NotSent) as refused:
        opened.send(letter())
    assert refused.value.trouble == "Aucun serveur d’e-mail n’est réglé."
