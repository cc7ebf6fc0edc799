from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.common.night import is_night
from campagnon.exchanges.states import (
    LONGEST_WAIT,
    Due,
    Facts,
    State,
    Step,
    VisitFacts,
    due_steps,
    next_look_at,
    state_of,
)
from tests.exchanges.conftest import NINE, at

MONDAY = at(23, 10)
OPEN = Facts(
    has_ended=False,
    is_agreed=False,
    is_weekly=False,
    proposed_for=NINE,
    last_word_at=MONDAY,
    nudged_at=None,
    visits=(),
)
VISIT = VisitFacts(key=1, starts_at=NINE, ends_at=at(28, 11), booked_at=at(24, 9))
AGREED = replace(OPEN, is_agreed=True, proposed_for=None, visits=(VISIT,))


def with_visit(**more) -> Facts:
    return replace(AGREED, visits=(replace(VISIT, **more),))


ASKED = with_visit(reminded_at=at(27, 18), asked_at=at(28, 13))
ASKED_AGAIN = with_visit(asked_at=at(28, 13), asked_again_at=at(30, 13))
MISSED = replace(with_visit(asked_at=at(28, 13), missed_at=at(28, 14)), last_word_at=at(28, 14))
HAPPENED = with_visit(asked_at=at(28, 13), happened_at=at(28, 14))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (OPEN, State.PROPOSED),
        (replace(OPEN, proposed_for=None), State.PROPOSED),
        (AGREED, State.AGREED),
        (replace(AGREED, proposed_for=at(29, 9)), State.AGREED),
        (ASKED, State.UNSURE),
        (ASKED_AGAIN, State.UNSURE),
        (MISSED, State.MISSED),
        (replace(MISSED, proposed_for=at(30, 9, month=11)), State.PROPOSED),
        (HAPPENED, State.HAPPENED),
        (replace(HAPPENED, has_ended=True), State.ENDED),
        (replace(ASKED, is_weekly=True), State.AGREED),
    ],
)
def test_facts_give_one_state(facts, state):
    assert state_of(facts) is state


@pytest.mark.parametrize(
    ("facts", "steps"),
    [
        (OPEN, [Due(Step.NUDGE, at(24, 10)), Due(Step.GIVE_UP, at(25, 10))]),
        (replace(OPEN, nudged_at=at(24, 10)), [Due(Step.GIVE_UP, at(25, 10))]),
        # A word said since the nudge makes it possible again.
        (
            replace(OPEN, nudged_at=at(24, 10), last_word_at=at(24, 11)),
            [Due(Step.NUDGE, at(25, 11)), Due(Step.GIVE_UP, at(26, 11))],
        ),
        # A moment that is near is nudged about half-way.
        (
            replace(OPEN, proposed_for=at(23, 18)),
            [Due(Step.NUDGE, at(23, 14)), Due(Step.GIVE_UP, at(25, 10))],
        ),
        (AGREED, [Due(Step.REMIND, at(27, 18), 1), Due(Step.ASK_NEWS, at(28, 13), 1)]),
        (with_visit(booked_at=at(27, 19)), [Due(Step.ASK_NEWS, at(28, 13), 1)]),
        (ASKED, [Due(Step.ASK_AGAIN, at(30, 13), 1)]),
        (ASKED_AGAIN, [Due(Step.LET_GO, at(1, 13, month=12))]),
        (MISSED, [Due(Step.NUDGE, at(29, 14)), Due(Step.GIVE_UP, at(30, 14))]),
        (HAPPENED, [Due(Step.CLOSE_HELPED, at(30, 14))]),
        (replace(HAPPENED, has_ended=True), []),
    ],
)
def test_left_alone_the_clock_does_this(facts, steps):
    assert due_steps(facts, MONDAY) == steps


def test_a_reminder_that_comes_too_late_is_left_out():
    assert [due.step for due in due_steps(AGREED, at(28, 9))] == [Step.ASK_NEWS]


def test_a_visit_that_ends_late_is_asked_about_the_next_morning():
    late = with_visit(starts_at=at(28, 18), ends_at=at(28, 20))
    assert due_steps(late, at(28, 19)) == [Due(Step.ASK_NEWS, at(29, 8), 1)]


def test_a_visit_three_weeks_away_is_looked_at_all_the_same():
    far = with_visit(starts_at=at(19, 9, month=12), ends_at=at(19, 11, month=12))
    assert next_look_at(far, MONDAY) == MONDAY + LONGEST_WAIT


def test_a_weekly_exchange_is_let_go_after_two_visits_without_news():
    silent = [
        replace(
            VISIT,
            key=n,
            starts_at=NINE - timedelta(weeks=2 - n),
            ends_at=NINE - timedelta(weeks=2 - n, hours=-2),
            asked_at=at(28, 13) - timedelta(weeks=2 - n),
            asked_again_at=at(30, 13) - timedelta(weeks=2 - n),
        )
        for n in (1, 2)
    ]
    coming = replace(VISIT, key=3, starts_at=NINE + timedelta(weeks=1), ends_at=at(5, 11, month=12))
    facts = replace(AGREED, is_weekly=True, visits=(*silent, coming))
    assert Due(Step.LET_GO, at(1, 13, month=12)) in due_steps(facts, at(30, 14))
    answered = replace(facts, visits=(replace(silent[0], happened_at=at(21, 14)), silent[1], coming))
    assert Step.LET_GO not in [due.step for due in due_steps(answered, at(30, 14))]


moments = st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 31)).map(
    lambda d: d.replace(tzinfo=NINE.tzinfo)
)
maybe = st.none() | moments
visits = st.builds(
    lambda start, hours, **marks: VisitFacts(
        start_at_key(start), start, start + timedelta(hours=hours), **marks
    ),
    moments,
    st.integers(1, 12),
    booked_at=moments,
    reminded_at=maybe,
    asked_at=maybe,
    asked_again_at=maybe,
    happened_at=maybe,
    missed_at=st.none(),
)


def start_at_key(start: datetime) -> int:
    return int(start.timestamp())


@given(
    st.builds(
        Facts,
        has_ended=st.just(False),
        is_agreed=st.booleans(),
        is_weekly=st.booleans(),
        proposed_for=maybe,
        last_word_at=moments,
        nudged_at=maybe,
        visits=st.lists(visits, max_size=4).map(lambda v: tuple(sorted(v, key=lambda one: one.starts_at))),
    ),
    moments,
)
def test_whatever_the_facts_a_live_exchange_has_a_next_look_and_nobody_is_woken(facts, now):
    assert next_look_at(facts, now) <= now + LONGEST_WAIT
    assert [due for due in due_steps(facts, now) if is_night(due.at)] == []
