from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.common.night import is_night
from campagnon.exchanges.quote_steps import (
    Waiting,
    is_given_up,
    is_to_nudge,
    is_to_recall,
    reminders_of,
    runs_out_at,
)
from tests.exchanges.conftest import at

MONDAY_TEN = at(23, 10)


def waiting(**more) -> Waiting:
    return Waiting(**{"sent_at": MONDAY_TEN, "valid_until": date(2026, 12, 23), "reminded_at": None, **more})


def test_a_quote_is_recalled_after_two_days_and_three_days_before_its_limit():
    assert reminders_of(waiting()) == [at(25, 10), at(20, 8, month=12)]


def test_a_short_quote_is_recalled_once_and_a_shorter_one_not_at_all():
    assert reminders_of(waiting(valid_until=date(2026, 11, 29))) == [at(25, 10)]
    assert reminders_of(waiting(valid_until=date(2026, 11, 24))) == []


def test_a_reminder_is_said_once():
    assert not is_to_recall(waiting(), at(25, 9, 59))
    assert is_to_recall(waiting(), at(25, 10))
    assert not is_to_recall(waiting(reminded_at=at(25, 10)), at(19, 20, month=12))
    assert is_to_recall(waiting(reminded_at=at(25, 10)), at(20, 8, month=12))
    assert not is_to_recall(waiting(reminded_at=at(20, 8, month=12)), at(22, 12, month=12))


def test_two_reminders_missed_by_a_sleeping_clock_are_one():
    late = at(21, 9, month=12)
    assert is_to_recall(waiting(), late)
    assert not is_to_recall(waiting(reminded_at=late), late + timedelta(days=1))


def test_a_quote_holds_until_the_end_of_its_last_day():
    assert runs_out_at(waiting()) == at(24, 0, month=12)


@pytest.mark.parametrize(
    ("asked_at", "nudged", "given_up"),
    [
        (at(23, 10), at(24, 10), at(25, 10)),
        (at(23, 22), at(25, 8), at(25, 20)),  # a night adds nothing to the 48 hours
    ],
)
def test_a_question_is_recalled_after_a_day_and_given_up_within_two(asked_at, nudged, given_up):
    minute = timedelta(minutes=1)
    assert (is_to_nudge(asked_at, nudged - minute), is_to_nudge(asked_at, nudged)) == (False, True)
    assert (is_given_up(asked_at, given_up - minute), is_given_up(asked_at, given_up)) == (False, True)


@given(
    st.datetimes(MONDAY_TEN.replace(tzinfo=None), at(20, 10, month=12).replace(tzinfo=None)),
    st.integers(0, 90),
)
def test_reminders_come_by_day_after_the_sending_and_before_the_end(sent_at, days):
    sent_at = sent_at.replace(tzinfo=MONDAY_TEN.tzinfo)
    quote = Waiting(sent_at, sent_at.date() + timedelta(days=days), None)
    for moment in reminders_of(quote):
        assert sent_at < moment < runs_out_at(quote)
        assert not is_night(moment)
