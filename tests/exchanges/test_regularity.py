from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.exchanges.regularity import is_about_weekly

FIRST = date(2026, 10, 3)


def after(*days: int) -> list[date]:
    return [FIRST + timedelta(days=n) for n in days]


@pytest.mark.parametrize(
    ("days", "is_weekly"),
    [
        ((0, 7, 14, 21), True),
        ((21, 0, 14, 7), True),
        ((0, 8, 20, 35), True),
        ((0, 8, 20, 36), False),
        ((0, 7, 14), False),
        ((0, 0, 0, 0), False),
        (tuple(range(16)), False),  # plants, a holiday of a fortnight
        (tuple(range(22)), True),  # every day for three weeks
        ((0, 6, 13, 19), True),
        ((0, 5, 10, 15), False),
        ((0, 90, 97, 104, 111), True),
        ((0, 14, 28, 42, 56), False),
        ((), False),
    ],
)
def test_four_visits_some_days_apart_within_five_weeks(days, is_weekly):
    assert is_about_weekly(after(*days)) is is_weekly


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=12), st.dates())
def test_one_visit_more_never_takes_the_habit_away(days, other):
    if is_about_weekly(days):
        assert is_about_weekly([*days, max(other, max(days))])
