"""C. conso L221-18 to L221-28, case by case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.common.holidays import is_holiday
from campagnon.exchanges.retraction import Bar, bar_to_retract, last_day_to_retract, starts_early

CASES = [
    (date(2026, 11, 23), date(2026, 12, 7)),  # Monday to Monday: the day itself is not counted
    (date(2026, 11, 28), date(2026, 12, 14)),  # the 14th day is Saturday 12: Monday 14
    (date(2026, 12, 11), date(2026, 12, 28)),  # Christmas Day, a Friday: Monday 28
    (date(2026, 3, 21), date(2026, 4, 7)),  # Saturday 4 April, then Easter Monday: Tuesday 7
    (date(2026, 4, 17), date(2026, 5, 4)),  # 1 May, a Friday: Monday 4
]


@pytest.mark.parametrize(("accepted_on", "last_day"), CASES)
def test_the_last_day_is_the_fourteenth_or_the_next_working_day(accepted_on, last_day):
    assert last_day_to_retract(accepted_on) == last_day


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_there_are_never_fewer_than_fourteen_days_and_the_last_one_is_worked(accepted_on):
    last_day = last_day_to_retract(accepted_on)
    assert 14 <= (last_day - accepted_on).days <= 18
    assert last_day.weekday() < 5 and not is_holiday(last_day)


def test_a_start_within_the_fourteen_days_is_early():
    accepted_on = date(2026, 11, 28)
    assert starts_early(date(2026, 11, 29), accepted_on=accepted_on)
    assert starts_early(date(2026, 12, 14), accepted_on=accepted_on)
    assert not starts_early(date(2026, 12, 15), accepted_on=accepted_on)


@pytest.mark.parametrize(
    ("today", "facts", "bar"),
    [
        (date(2026, 12, 14), {}, None),
        (date(2026, 12, 15), {}, Bar.LATE),
        (date(2026, 12, 1), {"is_done": True, "asked_early": True}, Bar.DONE),
        # Done before the end without the express request: the right stays (L221-28, 1°).
        (date(2026, 12, 1), {"is_done": True}, None),
        (date(2026, 12, 1), {"asked_early": True}, None),
        (date(2026, 12, 1), {"is_urgent": True}, Bar.URGENT),
    ],
)
def test_one_goes_back_until_the_last_day_unless_all_was_done_as_asked_or_it_was_urgent(today, facts, bar):
    known = {"is_done": False, "asked_early": False, "is_urgent": False, **facts}
    assert bar_to_retract(today, accepted_on=date(2026, 11, 28), **known) is bar
