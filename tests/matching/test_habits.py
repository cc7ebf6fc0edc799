"""How somebody usually answers, as far as can be known."""

from datetime import datetime, timedelta

import pytest

from campagnon.channels.models import Channel, Delivery
from campagnon.exchanges.actions.answering import answer_suggestion
from campagnon.journal.acting import acting_for
from campagnon.matching.habits import Habit, habits_of
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.who_can_help import habit_sentence
from campagnon.notices.models import Need, Offer
from tests.conftest import MONDAY
from tests.exchanges.conftest import asked as asked_of
from tests.exchanges.conftest import need_mowing, offer_mowing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# When asked (before Monday 10 h), after how long answered, after how long ended.
Asked = tuple[timedelta, timedelta | None, timedelta | None]


@pytest.fixture
def offer(monday, karim) -> Offer:
    return offer_mowing(karim)


def ask(offer: Offer, author, *all_asked: Asked) -> None:
    for before, answered, ended in all_asked:
        asked_at = MONDAY - before
        need = Need.objects.create(
            author=author,
            service=offer.services.get(),
            commune=author.commune,
            words="x",
            modes=1,
            next_step_at=MONDAY,
        )
        Suggestion.objects.create(
            need=need,
            offer=offer,
            helper=offer.author,
            minutes=5,
            asked_at=asked_at,
            answered_at=_after(asked_at, answered),
            answer=Answer.LATER if answered is not None else "",
            ended_at=_after(asked_at, ended),
        )


def _after(moment: datetime, delay: timedelta | None) -> datetime | None:
    return moment + delay if delay is not None else None


@pytest.mark.parametrize(
    ("asked", "habit"),
    [
        ((10 * DAY, HOUR, None), Habit(1, 1, HOUR)),
        ((10 * DAY, None, None), Habit(1, 0, None)),
        # It is Monday: Sunday does not count.
        ((71 * HOUR, None, None), None),
        ((72 * HOUR, None, None), Habit(1, 0, None)),
        ((14 * HOUR, 13 * HOUR, None), Habit(1, 1, HOUR)),
        ((10 * DAY, None, HOUR), None),
        ((10 * DAY, None, 3 * DAY), Habit(1, 0, None)),
        ((183 * DAY, HOUR, None), None),
    ],
    ids=[
        "answered",
        "silent",
        "too recent",
        "two days",
        "at night",
        "ended at once",
        "ended late",
        "too old",
    ],
)
def test_what_counts_as_an_answer(offer, karim, lea, asked, habit):
    ask(offer, lea, asked)
    assert habits_of([karim.pk], now=MONDAY).get(karim.pk) == habit


def test_somebody_asked_again_is_timed_from_the_second_time(offer, karim, lea):
    ask(offer, lea, (10 * DAY, None, None), (10 * DAY, 9 * DAY + HOUR, None))
    Suggestion.objects.filter(answer="").update(asked_again_at=MONDAY - HOUR)
    Suggestion.objects.exclude(answer="").update(
        asked_again_at=MONDAY - 3 * DAY, answered_at=MONDAY - 3 * DAY + HOUR
    )
    assert habits_of([karim.pk], now=MONDAY) == {karim.pk: Habit(1, 1, HOUR)}


def test_a_holiday_and_a_rest_are_not_held_against_anybody(offer, karim, lea):
    ask(offer, lea, (13 * DAY, None, 3 * DAY))  # Tuesday 10 to Friday 13; the 11th is a holiday
    assert habits_of([karim.pk], now=MONDAY) == {karim.pk: Habit(1, 0, None)}
    Suggestion.objects.update(ended_at=MONDAY - 13 * DAY + 2 * DAY)
    assert habits_of([karim.pk], now=MONDAY) == {}
    Suggestion.objects.update(ended_at=None)
    Offer.objects.update(paused_at=MONDAY - 12 * DAY)
    assert habits_of([karim.pk], now=MONDAY) == {}


def test_a_call_that_nobody_made_is_not_a_question(offer, karim, lea):
    ask(offer, lea, (10 * DAY, None, None))
    call = Delivery.objects.create(
        channel=Channel.CALL, to="", text="x", key=f"ask-{Suggestion.objects.get().token}", next_try_at=None
    )
    assert habits_of([karim.pk], now=MONDAY) == {}
    Delivery.objects.filter(pk=call.pk).update(sent_at=MONDAY - 2 * DAY)
    assert habits_of([karim.pk], now=MONDAY) == {}
    Delivery.objects.filter(pk=call.pk).update(sent_at=MONDAY - 9 * DAY)
    assert habits_of([karim.pk], now=MONDAY) == {karim.pk: Habit(1, 0, None)}


def test_an_answer_given_on_the_telephone_counts(offer, karim, lea, odile):
    need = need_mowing(lea)
    with acting_for(karim, by=odile, reason="Appel"):
        answer_suggestion(asked_of(need, karim), answer=Answer.NO, by=karim, now=MONDAY + HOUR)
    assert habits_of([karim.pk], now=MONDAY + DAY) == {karim.pk: Habit(1, 1, HOUR)}


def test_one_query_whatever_the_number_of_people(offer, karim, nadia, lea, django_assert_num_queries):
    ask(offer, lea, (10 * DAY, HOUR, None), (9 * DAY, 3 * HOUR, None), (8 * DAY, None, None))
    with django_assert_num_queries(1):
        found = habits_of([karim.pk, nadia.pk], now=MONDAY)
    assert found == {karim.pk: Habit(3, 2, 2 * HOUR)}


@pytest.mark.parametrize(
    ("habit", "sentence"),
    [
        (Habit(), "Encore peu sollicité."),
        (Habit(2, 2, HOUR), "Encore peu sollicité."),
        (Habit(4, 1, HOUR), ""),
        (Habit(3, 0, None), ""),
        (Habit(4, 2, HOUR), "Répond d’habitude dans l’heure."),
        (Habit(4, 4, 12 * HOUR), "Répond d’habitude dans la demi-journée."),
        (Habit(4, 4, DAY), "Répond d’habitude en un jour."),
        (Habit(4, 4, 2 * DAY), "Répond d’habitude en deux ou trois jours."),
    ],
)
def test_a_habit_in_words(habit, sentence):
    assert habit_sentence(habit) == sentence
