from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from campagnon.channels.actions import (
    Ask,
    Letter,
    blank_old_letters,
    deliver_due,
    forget_old_questions,
    forget_what_came_in,
    pose,
    receive_sms,
    tell,
)
from campagnon.channels.models import Delivery, InboundMessage, Question

LETTER = Letter(subject="C’est entendu avec Léa", lines=["Pour joindre Léa : 06 12 34 56 78."])
SIX_WEEKS = timedelta(weeks=6)


def said() -> str:
    return "|".join(f"{d.to} {d.subject} {d.text} {d.html} {d.trouble}" for d in Delivery.objects.all())


def test_a_letter_that_left_is_emptied_after_six_weeks(karim, letterbox, monday):
    tell(karim, LETTER, key="agreed-1")
    deliver_due()
    monday.shift(SIX_WEEKS)
    assert blank_old_letters(now=timezone.now()) == 0
    assert "06 12 34 56 78" in said()
    monday.shift(1)
    assert blank_old_letters(now=timezone.now()) == 1
    assert said() == "    "
    assert (Delivery.objects.get().key, Delivery.objects.get().person) == ("agreed-1", karim)
    assert blank_old_letters(now=timezone.now()) == 0


def test_what_was_given_up_is_emptied_too_and_what_waits_is_not(marcelle, lea, karim, monday):
    tell(lea, LETTER, key="given-up")
    Delivery.objects.update(given_up_at=timezone.now())
    tell(karim, LETTER, key="waits")
    tell(marcelle, LETTER, key="by-telephone")
    monday.shift(SIX_WEEKS + timedelta(days=1))
    assert blank_old_letters(now=timezone.now()) == 1
    assert set(Delivery.objects.readable().values_list("key", flat=True)) == {"waits", "by-telephone"}


def test_an_emptied_letter_is_not_written_again(karim, letterbox, monday):
    tell(karim, LETTER, key="agreed-1")
    deliver_due()
    monday.shift(SIX_WEEKS * 2)
    blank_old_letters(now=timezone.now())
    tell(karim, LETTER, key="agreed-1")
    assert deliver_due().sent == 0
    assert (Delivery.objects.count(), said()) == (1, "    ")


def test_the_clock_empties_them(karim, letterbox, monday):
    tell(karim, LETTER, key="agreed-1")
    deliver_due()
    monday.shift(SIX_WEEKS + timedelta(days=1))
    call_command("advance")
    assert Delivery.objects.get().blanked_at == timezone.now()


@pytest.mark.parametrize("voir", ["", "?pour={}"])
def test_the_demo_shows_letters_that_can_be_read(client, karim, settings, monday, voir):
    settings.DEMO = True
    tell(karim, LETTER, key="old")
    monday.shift(SIX_WEEKS + timedelta(days=1))
    tell(karim, Letter(subject="Bienvenue", lines=["Bonjour."]), key="new")
    blank_old_letters(now=timezone.now())
    page = client.get("/demo/courrier/" + voir.format(karim.public_id)).page
    assert [words.text.strip() for words in page.all("h2")] == ["Bienvenue"]


def test_what_came_in_is_forgotten_but_for_what_waits_at_the_desk(karim, monday):
    for number, text in enumerate(["AIDE", "Je serai en retard", "Je ne viens pas"]):
        receive_sms(sender=karim.phone, text=text, external_id=str(number), now=timezone.now())
    settled = InboundMessage.objects.get(text="Je serai en retard")
    settled.settled_at = timezone.now()
    settled.save()
    assert forget_what_came_in(now=timezone.now() + SIX_WEEKS) == 0
    monday.shift(SIX_WEEKS + timedelta(days=1))
    call_command("advance")
    assert list(InboundMessage.objects.values_list("text", flat=True)) == ["Je ne viens pas"]


def test_a_question_is_forgotten_half_a_year_after_it_was_of_use(karim, lea, monday):
    for person, days in ((karim, 2), (lea, 3)):
        question = pose(person, Ask("test", "1", "Pouvez-vous ?", timezone.now() + timedelta(days=days)))
    tell(lea, LETTER, key="asks")
    Delivery.objects.update(question=question)
    half_a_year_after = timezone.now() + timedelta(days=2, weeks=26)
    assert forget_old_questions(now=half_a_year_after) == 0
    monday.move_to(half_a_year_after + timedelta(seconds=1))
    call_command("advance")
    assert list(Question.objects.values_list("person__first_name", flat=True)) == ["Léa"]
    monday.shift(timedelta(days=1))
    assert forget_old_questions(now=timezone.now()) == 1
    assert Delivery.objects.get(key="asks").question is None
