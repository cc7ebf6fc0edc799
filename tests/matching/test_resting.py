"""« Toujours disponible ? »: to whom, when, and what becomes of the answer."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from campagnon.channels.actions import take_answer
from campagnon.channels.models import Channel, Delivery, Mute, Question, Word
from campagnon.channels.signals import answered
from campagnon.channels.topics import ALL, Topic
from campagnon.journal.acting import acting_for
from campagnon.journal.models import Entry
from campagnon.matching.access import sign_helper
from campagnon.matching.actions.resting import advance_availability, silent_helpers
from campagnon.matching.models import Suggestion
from campagnon.matching.who_can_help import find_helpers, wish_of
from campagnon.notices.models import Offer
from tests.conftest import MONDAY
from tests.exchanges.conftest import need_mowing, offer_mowing
from tests.matching.test_habits import DAY, HOUR, ask

ASKED, RESTED = "availability_asked", "availability_rested"


@pytest.fixture
def offer(monday, karim) -> Offer:
    """Karim's, which four people asked in vain over three weeks."""
    offer = offer_mowing(karim)
    Offer.objects.update(confirmed_at=MONDAY - 60 * DAY)
    return offer


def let_it_look(clock, after: timedelta = timedelta()) -> dict[str, int]:
    """The clock looks as on another day."""
    clock.shift(after)
    cache.clear()
    return advance_availability(now=timezone.now())


def four_silences(offer: Offer, author) -> None:
    ask(offer, author, *((days * DAY, None, None) for days in (20, 16, 10, 5)))


def send_everything() -> None:
    Delivery.objects.filter(sent_at=None).update(sent_at=timezone.now(), next_try_at=None)


def test_four_silences_over_two_weeks_are_asked_about_then_the_offers_rest(offer, lea, karim, monday):
    four_silences(offer, lea)
    assert let_it_look(monday) == {ASKED: 1, RESTED: 0}
    letter = Delivery.objects.get()
    assert (letter.person, letter.topic, letter.question.purpose) == (karim, "offer", "available")
    assert let_it_look(monday, DAY) == {ASKED: 0, RESTED: 0}
    send_everything()
    assert let_it_look(monday, 6 * DAY) == {ASKED: 0, RESTED: 0}
    assert find_helpers(wish_of(need_mowing(lea)), now=timezone.now())[0].person == karim
    assert let_it_look(monday, DAY) == {ASKED: 0, RESTED: 1}
    assert find_helpers(wish_of(need_mowing(lea)), now=timezone.now()) == []
    assert let_it_look(monday, DAY) == {ASKED: 0, RESTED: 0}


@pytest.mark.parametrize(
    "asked",
    [
        [(days * DAY, None, None) for days in (20, 16, 10)],
        [(days * DAY, None, None) for days in (13, 12, 10, 5)],
        [(20 * DAY, None, None), (16 * DAY, None, None), (10 * DAY, None, None), (5 * DAY, HOUR, None)],
        [(20 * DAY, None, None), (16 * DAY, None, None), (10 * DAY, None, None), (5 * DAY, None, 2 * HOUR)],
        [(20 * DAY, None, None), (16 * DAY, None, None), (10 * DAY, None, None), (DAY, None, None)],
    ],
    ids=["three", "within two weeks", "answered since", "served by another in two hours", "too recent"],
)
def test_less_than_that_is_left_in_peace(offer, lea, asked):
    ask(offer, lea, *asked)
    assert silent_helpers(now=MONDAY) == []


def test_whoever_confirmed_their_offer_meanwhile_is_left_in_peace(offer, lea, monday):
    four_silences(offer, lea)
    Offer.objects.update(confirmed_at=MONDAY - 2 * DAY)
    assert let_it_look(monday) == {ASKED: 0, RESTED: 0}


def test_nobody_is_asked_twice_within_three_months(offer, lea, karim, monday):
    four_silences(offer, lea)
    let_it_look(monday)
    Question.objects.update(answered_at=MONDAY, answer=Word.YES, came_by=Channel.SMS)
    assert let_it_look(monday, 89 * DAY) == {ASKED: 0, RESTED: 0}
    assert let_it_look(monday, 2 * DAY) == {ASKED: 1, RESTED: 0}


def test_what_nobody_said_to_somebody_who_is_called_is_no_silence(offer, lea, karim, monday):
    karim.prefers = Channel.CALL
    karim.save()
    four_silences(offer, lea)
    assert let_it_look(monday) == {ASKED: 1, RESTED: 0}
    assert Delivery.objects.get().channel == Channel.CALL
    assert let_it_look(monday, 20 * DAY) == {ASKED: 0, RESTED: 0}


def test_an_answer_to_a_request_spares_them(offer, lea, monday):
    four_silences(offer, lea)
    let_it_look(monday)
    send_everything()
    Suggestion.objects.filter(pk=Suggestion.objects.last().pk).update(answered_at=MONDAY + DAY, answer="no")
    assert let_it_look(monday, 8 * DAY) == {ASKED: 0, RESTED: 0}
    assert Offer.objects.open().get() == offer


def test_nobody_is_written_to_at_night(offer, lea, monday):
    four_silences(offer, lea)
    assert let_it_look(monday, 12 * HOUR) == {ASKED: 0, RESTED: 0}


@pytest.mark.parametrize("topic", [Topic.OFFER, ALL])
def test_who_does_not_want_to_hear_of_their_offers_is_not_asked(offer, lea, karim, monday, topic):
    four_silences(offer, lea)
    Mute.objects.create(person=karim, topic=topic)
    assert let_it_look(monday) == {ASKED: 0, RESTED: 0}
    assert not Entry.objects.filter(verb="helper.asked_whether_available").exists()


@pytest.mark.parametrize(("word", "verb"), [(Word.YES, "offer.confirmed"), (Word.NO, "offer.rested")])
def test_what_is_said_at_the_desk_is_signed_by_the_agent_in_their_name(
    offer, lea, karim, odile, monday, word, verb
):
    four_silences(offer, lea)
    let_it_look(monday)
    with acting_for(karim, by=odile, reason="Dit au téléphone."):
        take_answer(Question.objects.get(), word, came_by=Channel.CALL, by=odile, now=MONDAY)
    entry = Entry.objects.get(verb=verb)
    assert (entry.by, entry.on_behalf_of, entry.note) == (odile, karim, "Dit au téléphone.")


@pytest.mark.parametrize(
    ("word", "shows", "said"),
    [
        (Word.YES, True, "Merci. Vos offres restent visibles."),
        (Word.NO, False, "C’est noté : vos offres se reposent. Vous les reprendrez quand vous voudrez."),
        (Word.CALL_ME, True, None),
    ],
)
def test_a_digit_or_a_word_at_the_desk_answers(offer, lea, odile, monday, word, shows, said):
    four_silences(offer, lea)
    let_it_look(monday)
    question = Question.objects.get()
    question.answer = word
    answers = answered.send(Question, question=question, by=odile, now=MONDAY)
    assert [back for _hearer, back in answers if back] == ([said] if said else [])
    assert Offer.objects.open().exists() is shows


def test_the_page_of_the_letter_answers_and_wakes(client, offer, lea, karim, monday):
    four_silences(offer, lea)
    let_it_look(monday)
    address = f"/disponible/{sign_helper(karim)}/"
    assert "Vos offres sont visibles" in client.get(address).content.decode()
    assert client.post(address, {"answer": "no", "_once": "k1"})["Location"] == address
    assert not Offer.objects.open().exists()
    assert Question.objects.get().answer == Word.NO
    assert "Reprendre mes offres" in client.get(address).content.decode()
    client.post(address, {"answer": "yes", "_once": "k2"})
    assert Offer.objects.open().get() == offer


def test_a_forged_link_opens_nothing(client, karim):
    assert client.get(f"/disponible/{sign_helper(karim)}x/").status_code == 404
    assert client.post(f"/disponible/{karim.public_id}/", {"answer": "no"}).status_code == 404
