"""A sentence by SMS opens a need, once its author has said that it was well understood."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery, InboundMessage, Question
from campagnon.notices.actions.confirming import advance_offers
from campagnon.notices.models import CameBy, Need, Offer
from tests.channels.incoming import SECRET, sms_comes
from tests.exchanges.conftest import offer_mowing

NADIA = "+33639981220"


@pytest.fixture(autouse=True)
def _by_sms(settings, monday, nadia) -> None:
    settings.SMS_INBOUND_SECRET = SECRET
    nadia.phone, nadia.prefers = NADIA, Channel.SMS
    nadia.save()


def back() -> str:
    return Delivery.objects.filter(to=NADIA).latest("pk").text


def test_a_sentence_is_understood_asked_back_and_published(nadia):
    sms_comes("besoin tonte samedi Songeons", sender=NADIA)
    assert Need.objects.count() == 0
    assert back() == (
        "Nous avons compris : tondre la pelouse, samedi 28 novembre, à Songeons. "
        "1 publier, 2 non, 3 rappelez-moi"
    )
    sms_comes("1", sender=NADIA)
    need = Need.objects.get()
    assert (need.author, need.came_by, need.words) == (nadia, CameBy.SMS, "besoin tonte samedi Songeons")
    assert (need.service.slug, need.commune.name) == ("tonte", "Songeons")
    assert (need.starts_on, need.ends_on) == (date(2026, 11, 28), date(2026, 11, 28))
    assert back() == "C'est publié. Nous cherchons quelqu'un près de chez vous et vous tenons au courant."
    message = InboundMessage.objects.earliest("pk")
    assert (message.taken_for, message.handed_to_desk_at) == ("need", None)


def test_published_twice_it_is_published_once():
    sms_comes("besoin tonte samedi Songeons", sender=NADIA)
    sms_comes("1", sender=NADIA)
    sms_comes("1", sender=NADIA)
    assert (Need.objects.count(), back()) == (1, "C'est déjà noté, merci.")


def test_without_a_place_it_is_where_its_author_lives(nadia):
    sms_comes("Cherche quelqu’un pour tondre", sender=NADIA)
    sms_comes("oui", sender=NADIA)
    assert Need.objects.get().commune == nadia.commune


def test_a_day_means_what_it_meant_when_it_was_written(monday):
    sms_comes("besoin tonte demain", sender=NADIA)
    monday.shift(timedelta(hours=20))
    sms_comes("1", sender=NADIA)
    assert Need.objects.get().starts_on == date(2026, 11, 24)


def test_when_the_day_is_past_nothing_is_published(monday):
    sms_comes("besoin tonte demain", sender=NADIA)
    monday.shift(timedelta(days=2))
    sms_comes("1", sender=NADIA)
    assert (Need.objects.count(), back()[:25]) == (0, "Merci de votre réponse. C")


def test_a_no_publishes_nothing():
    sms_comes("besoin tonte samedi Songeons", sender=NADIA)
    sms_comes("2", sender=NADIA)
    assert Need.objects.count() == 0
    assert back() == "C'est noté, rien n'est publié. Vous pouvez l'écrire autrement, ou répondre 3."


def test_a_minor_is_left_to_the_desk(karim):
    sms_comes("besoin tonte samedi Songeons", sender=karim.phone)
    message = InboundMessage.objects.get()
    assert message.reason == "Un besoin dit par une personne mineure."
    assert list(Question.objects.all()) == []


@pytest.mark.parametrize(
    "text", ["Je propose de tondre chez les voisins", "Merci pour tout", "besoin tonte samedi " * 20]
)
def test_what_is_no_need_is_left_to_the_desk(text):
    sms_comes(text, sender=NADIA)
    assert InboundMessage.objects.get().reason == "Nous n’avons pas compris ce message."
    assert list(Question.objects.all()) == []


def test_a_number_in_the_words_is_not_published():
    sms_comes("besoin tonte samedi, appelez le 06 12 34 56 78", sender=NADIA)
    assert back() == "Pour vous protéger, écrivez de nouveau votre besoin sans numéro ni adresse. Merci."
    assert list(Question.objects.all()) == []


def test_the_letter_is_said_when_another_question_waits():
    sms_comes("besoin tonte samedi Songeons", sender=NADIA)
    sms_comes("besoin repassage", sender=NADIA)
    assert back().endswith("B1 publier, B2 non, B3 rappelez-moi")


@pytest.mark.parametrize(
    ("digit", "is_open", "said"),
    [
        ("1", True, "Merci. Votre offre reste affichée."),
        ("2", False, "C'est noté : votre offre est au repos. Vous la reprendrez quand vous voudrez."),
    ],
)
def test_an_offer_is_confirmed_or_rests_by_one_digit(nadia, monday, digit, is_open, said):
    offer_mowing(nadia)
    monday.shift(timedelta(days=91))
    advance_offers(now=timezone.now())
    assert back() == (
        'Campagnon : votre offre "Je tonds les pelouses" est-elle toujours valable ? '
        "Répondez 1 oui, 2 non, 3 rappelez-moi"
    )
    sms_comes(digit, sender=NADIA)
    assert (Offer.objects.get().is_open, back()) == (is_open, said)
