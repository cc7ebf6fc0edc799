"""SMS that come in, by the address that the gateway calls."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.dispatch import receiver
from django.test import Client
from django.utils import timezone

from campagnon.channels.actions import (
    Ask,
    Letter,
    StillWaiting,
    pose,
    receive_sms,
    take_answer,
    tell,
    withdraw_question,
)
from campagnon.channels.models import Channel, Delivery, InboundMessage, Mute, Question, Word
from campagnon.channels.signals import answered, call_wanted
from campagnon.journal.models import Entry
from campagnon.territories.models import Territory
from tests.channels.incoming import KARIM, SECRET, STRANGER, sms_comes
from tests.reference import PICARDIE_VERTE


@pytest.fixture(autouse=True)
def _secret(settings) -> None:
    settings.SMS_INBOUND_SECRET = SECRET


@pytest.fixture
def heard():
    """A room above that hears answers to "test" and says so back."""
    said = []

    @receiver(answered)
    def hear(question, by, now, **kwargs):
        if question.purpose != "test":
            return None
        said.append((question.target, question.answer, by))
        if question.target == "quote":
            raise StillWaiting("Il faut un devis.")
        return "C’est entendu."

    @receiver(call_wanted)
    def call(person, words, now, **kwargs):
        said.append(("call", words, person))

    yield said
    answered.disconnect(hear)
    call_wanted.disconnect(call)


def ask(
    person, target: str = "one", *, words: str = "Pouvez-vous tondre samedi ?", days: int = 2
) -> Question:
    return pose(person, Ask("test", target, words, timezone.now() + timedelta(days=days)))


def back() -> list[str]:
    """What was said back, oldest first."""
    return list(Delivery.objects.filter(channel=Channel.SMS).order_by("pk").values_list("text", flat=True))


def at_the_desk() -> list[str]:
    waiting = InboundMessage.objects.filter(handed_to_desk_at__isnull=False, settled_at=None)
    return list(waiting.order_by("pk").values_list("reason", flat=True))


def test_a_digit_answers_the_only_question(karim, heard):
    question = ask(karim)
    response = sms_comes("1")
    assert (response.status_code, response.content) == (200, b"")
    assert heard == [("one", Word.YES, karim)]
    question.refresh_from_db()
    assert (question.answer, question.came_by) == (Word.YES, Channel.SMS)
    assert back() == ["C'est entendu."]
    message = InboundMessage.objects.get()
    assert (message.person, message.sender, message.taken_for) == (karim, KARIM, "answer")


def test_the_same_message_acts_once(karim, heard):
    ask(karim)
    sms_comes("1", number="same")
    sms_comes("1", number="same")
    assert (len(heard), len(back())) == (1, 1)


def test_a_message_without_number_handed_over_twice_acts_once(karim, heard):
    ask(karim)
    client = Client()
    sms_comes("1")
    for _time in range(2):
        client.post(
            "/canaux/sms/",
            data=b"1",
            content_type="text/plain",
            headers={
                "X-Kannel-From": KARIM,
                "X-Kannel-Time": "2026-11-23 09:00:00",
                "Authorization": "Basic a2FubmVsOmEtc2VjcmV0LW9mLXRoZS1nYXRld2F5",
            },
        )
    assert (len(heard), InboundMessage.objects.count()) == (1, 2)


def test_an_answer_given_twice_acts_once(karim, heard):
    ask(karim)
    sms_comes("1")
    sms_comes("1")
    sms_comes("2")
    assert heard == [("one", Word.YES, karim)]
    assert back()[1:] == [
        "C'est déjà noté, merci.",
        "Vous aviez déjà répondu. Pour changer, répondez 3 : nous vous rappelons.",
    ]


def test_two_answers_at_the_same_instant_act_once(transactional_db, karim, heard):
    question, now = ask(karim), timezone.now()

    def answer(_) -> str:
        try:
            return take_answer(question, Word.YES, came_by=Channel.SMS, by=karim, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(answer, range(4)))
    assert said == ["C’est déjà noté, merci."] * 3 + ["C’est entendu."]
    assert len(heard) == 1


def test_an_answer_that_comes_too_late_is_told_so(karim, heard, monday):
    ask(karim)
    monday.shift(timedelta(days=3))
    sms_comes("1")
    assert (heard, back()) == (
        [],
        ["Merci de votre réponse. Ce n'est plus nécessaire : vous n'avez rien à faire."],
    )


def test_a_question_that_was_withdrawn_is_told_so(karim, heard):
    ask(karim)
    withdraw_question("test", "one", now=timezone.now())
    sms_comes("1")
    assert (heard, back()[0][:42]) == ([], "Merci de votre réponse. Ce n'est plus néce")


def test_who_wants_to_be_called_is_called_once_and_may_still_answer(karim, heard):
    ask(karim)
    sms_comes("3")
    sms_comes("3")
    sms_comes("1")
    assert heard == [("call", "Pouvez-vous tondre samedi ?", karim), ("one", Word.YES, karim)]
    assert back() == [*["C'est noté : la mairie vous rappelle."] * 2, "C'est entendu."]


def test_where_no_counter_is_open_no_call_is_promised_and_the_question_waits(karim, heard):
    Territory.objects.update(opened_at=timezone.now() + timedelta(days=3))
    question = ask(karim)
    sms_comes("3")
    question.refresh_from_db()
    assert (question.answer, question.answered_at) == ("", None)
    Question.objects.all().delete()
    sms_comes("3")
    assert back() == ["Appelez la mairie de votre commune : elle connait Campagnon."] * 2


@pytest.mark.parametrize("answer", ["", *Word])
@pytest.mark.parametrize("is_withdrawn", [False, True])
@pytest.mark.parametrize("hours", [47, 48])
def test_one_question_is_open_as_the_list_of_them_says(karim, answer, is_withdrawn, hours):
    now = timezone.now()
    question = ask(karim)
    if answer:
        question.answer, question.answered_at, question.came_by = answer, now, Channel.SMS
    question.withdrawn_at = now if is_withdrawn else None
    question.save()
    later = now + timedelta(hours=hours)
    is_expected = answer in {"", Word.CALL_ME} and not is_withdrawn and hours == 47
    assert question.is_open(later) is is_expected
    assert Question.objects.open(later).exists() is is_expected


def test_who_wants_to_be_called_without_any_question_is(karim, heard):
    sms_comes("3")
    assert (heard, back()) == ([("call", "", karim)], ["C'est noté : la mairie vous rappelle."])


def test_one_word_may_not_be_enough(karim, heard):
    question = ask(karim, "quote")
    sms_comes("1")
    question.refresh_from_db()
    assert (question.answered_at, back()) == (None, ["Il faut un devis."])
    assert Question.objects.open(timezone.now()).get() == question


def test_a_bare_digit_with_two_questions_asks_back_which(karim, heard):
    ask(
        karim,
        "one",
        words="Léa, à Gerberoy, cherche quelqu’un : tondre la pelouse, samedi matin. Pouvez-vous ?",
    )
    ask(karim, "two", words="Votre rendez-vous avec Nadia, mardi 24 novembre à 14 h, a-t-il eu lieu ?")
    sms_comes("2")
    assert heard == []
    assert back() == [
        "Laquelle ? B Votre rendez-vous avec Nadia, mardi 24 nov... ; "
        "A Léa, à Gerberoy, cherche quelqu'un : tondr... ; répondez par exemple B1 pour oui, B2 pour non."
    ]
    assert len(back()[0]) <= 160
    sms_comes("a2")
    assert heard == [("one", Word.NO, karim)]
    sms_comes("1")
    assert heard[1:] == [("two", Word.YES, karim)]


def test_an_sms_says_the_letter_only_when_others_wait(karim):
    for number, ending in (
        (1, "Répondez 1 oui, 2 non, 3 rappelez-moi"),
        (2, "Répondez B1 oui, B2 non, B3 rappelez-moi"),
    ):
        question = Ask("test", str(number), "Pouvez-vous ?", timezone.now() + timedelta(days=2))
        tell(karim, Letter(subject="Tonte", lines=["Tonte"], sms="Tonte ?", ask=question), key=str(number))
        assert back()[-1] == f"Tonte ? {ending}"


def test_a_letter_comes_back_only_after_all_the_others(karim):
    codes = []
    for number in range(27):
        codes.append(ask(karim, str(number)).code)
        withdraw_question("test", str(number), now=timezone.now())
    assert "".join(codes) == "ABCDEFGHIJKLMNOPQRSTUVWXYZA"


def test_a_stranger_cannot_answer_for_somebody(karim, heard):
    question = ask(karim)
    sms_comes(f"{question.code}1", sender=STRANGER)
    assert heard == []
    assert at_the_desk() == ["Numéro inconnu de Campagnon."]
    assert list(Delivery.objects.values_list("to", "text")) == [
        (STRANGER, "Campagnon ne connait pas encore ce numéro. Votre message est confié à la mairie.")
    ]


def test_a_stranger_is_answered_once_a_day_and_each_message_is_kept(db, monday):
    for _time in range(3):
        sms_comes("Bonjour", sender=STRANGER)
    assert (len(back()), len(at_the_desk())) == (1, 3)
    monday.shift(timedelta(days=1))
    sms_comes("Bonjour", sender=STRANGER)
    assert len(back()) == 2


@pytest.mark.parametrize(
    "sender", ["+447700900123", "36105", "Orange", "+33899701234", "+33344820189", "x\x00y"]
)
def test_what_is_no_french_mobile_is_kept_and_never_written_to(db, sender):
    sms_comes("Bonjour", sender=sender)
    assert (back(), at_the_desk()) == ([], ["Numéro inconnu de Campagnon."])


def test_strangers_do_not_make_us_write_to_the_whole_country(db):
    for number in range(60):
        sms_comes("Bonjour", sender=f"+3363998{number:04}")
    assert (len(back()), len(at_the_desk())) == (50, 60)


def test_one_number_is_read_forty_times_a_day(karim, heard):
    for _time in range(45):
        sms_comes("n’importe quoi de très long")
    assert (InboundMessage.objects.count(), len(back())) == (40, 1)


def test_who_has_not_finished_to_open_an_account_is_left_to_the_desk(karim):
    karim.opened_at = None
    karim.save()
    sms_comes("besoin tonte samedi")
    assert at_the_desk() == ["Le compte n’est pas encore ouvert."]


def test_what_is_not_understood_is_left_to_the_desk_and_said_once_a_day(karim):
    sms_comes("Je serai en retard de 10 minutes")
    sms_comes("Ah non, pas vu")
    assert at_the_desk() == ["Nous n’avons pas compris ce message."] * 2
    assert back() == [
        "Votre message est confié à la mairie, qui vous répondra. Pour son numéro, répondez AIDE."
    ]


@pytest.mark.parametrize("word", ["STOP", "stop.", "Arrêt"])
def test_stop_silences_what_can_be(karim, word):
    sms_comes(word)
    sms_comes(word)
    assert list(Mute.objects.values_list("person", "topic")) == [(karim.pk, "all")]
    [entry] = Entry.objects.filter(verb="people.muted")
    assert (entry.by, entry.target_id, entry.note) == (karim, karim.pk, "all")
    assert back()[0] == "C'est noté. Nous ne vous écrirons plus que pour ce que vous attendez."


def test_stop_from_a_stranger_is_not_answered(db):
    sms_comes("STOP", sender=STRANGER)
    assert back() == []


def test_help_gives_the_number_of_the_town_hall(karim):
    Territory.objects.filter(pk=PICARDIE_VERTE).update(
        phone="03 44 00 00 00", phone_hours="du lundi au vendredi"
    )
    sms_comes("Aide")
    assert back() == ["Campagnon, Picardie Verte : 03 44 00 00 00. du lundi au vendredi."]


def test_an_sms_of_emoji_is_read(karim, heard):
    ask(karim)
    assert sms_comes("1 merci 🙂", charset="UTF-16BE").status_code == 200
    assert heard == [("one", Word.YES, karim)]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x"])
def test_nobody_else_hands_over_an_sms(karim, heard, secret):
    ask(karim)
    assert sms_comes("1", secret=secret).status_code == 404
    assert (heard, InboundMessage.objects.count()) == ([], 0)


def test_without_a_secret_nothing_is_taken(karim, heard, settings):
    settings.SMS_INBOUND_SECRET = ""
    ask(karim)
    assert sms_comes("1", secret="").status_code == 404


@pytest.mark.parametrize("shown", ["Basic", "Basic !!!", "Bearer x", "Basic w6k=", "é"])
def test_a_strange_secret_is_no_error(db, shown):
    client = Client()
    headers = {"Authorization": shown, "X-Kannel-From": KARIM}
    assert client.post("/canaux/sms/", b"1", content_type="text/plain", headers=headers).status_code == 404
    assert client.get("/canaux/sms/").status_code == 405


def test_what_is_too_long_is_refused_before_it_is_read(db):
    assert sms_comes("x" * 8193).status_code == 413
    assert sms_comes("x" * 8192).status_code == 200
    assert len(InboundMessage.objects.get().text) == 1600


@pytest.mark.parametrize(
    "text", ["\x00", "", "A\x00B", "\r\n\r\nTo: +33600000000", "é" * 500, "%s%n{}", "'; DROP TABLE x"]
)
def test_hostile_text_is_kept_and_answered_as_any_other(karim, text):
    assert sms_comes(text).status_code == 200
    assert InboundMessage.objects.get().handed_to_desk_at == timezone.now()
    assert "\n" not in back()[0]


def test_what_is_said_back_leaves_at_night_too(karim, heard, gateway, monday):
    from campagnon.channels.actions import Round, deliver_due

    monday.shift(timedelta(hours=12))
    ask(karim)
    sms_comes("1")
    assert deliver_due() == Round(sent=1)
    assert (gateway.asked[0]["to"], gateway.asked[0]["text"]) == (KARIM, "C'est entendu.")


@pytest.mark.parametrize("sender", ["+882", "+1", "+", "+0", "+99999999999", "+33612345678;x", "INFO"])
def test_a_sender_that_is_no_number_is_kept_for_the_desk(db, sender):
    receive_sms(sender=sender, text="bonjour", external_id="1", now=timezone.now())
    assert InboundMessage.objects.get().handed_to_desk_at is not None
    assert Delivery.objects.count() == 0


def test_a_bare_digit_never_answers_what_has_not_left_yet(karim, monday):
    ask = Ask("try", "1", "Samedi ?", timezone.now() + timedelta(days=5))
    tell(karim, Letter(subject="Une question", lines=["Samedi ?"], sms="Samedi ?", ask=ask), key="unsent")
    receive_sms(sender=karim.phone, text="1", external_id="1", now=timezone.now())
    assert Question.objects.get().answered_at is None
    Delivery.objects.filter(key="unsent").update(sent_at=timezone.now())
    receive_sms(sender=karim.phone, text="1", external_id="2", now=timezone.now())
    assert Question.objects.get().answer == Word.YES
