"""Hours, holidays and closed days."""

from datetime import date, datetime, time, timedelta

import pytest

from campagnon.territories.laying_out import from_layout, to_layout
from campagnon.territories.local_holidays import is_holiday_in
from campagnon.territories.opening import (
    Calendar,
    Span,
    add_working_hours,
    closed_days_between,
    next_opening,
    villagers,
)
from campagnon.territories.saying_hours import said_hours, said_now
from tests.exchanges.conftest import at

MORNING, AFTERNOON = Span(time(9), time(12)), Span(time(14), time(17))
BOTH = (MORNING, AFTERNOON)
COUNTER = Calendar((BOTH, BOTH, BOTH, BOTH, BOTH, (), ()), "60")
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("start", "hours", "ends"),
    [
        (at(23, 10), 4, at(23, 16)),
        (at(23, 13), 4, at(24, 10)),
        (at(27, 16), 2, at(30, 10)),
        (at(28, 11), 1, at(30, 10)),
        (at(23, 8), 3, at(23, 12)),
    ],
    ids=["over lunch", "at lunch", "Friday evening", "Saturday", "to the minute it closes"],
)
def test_hours_are_counted_while_the_counter_is_open(start, hours, ends):
    assert add_working_hours(start, hours, COUNTER) == ends


def test_a_calendar_that_never_opens_is_refused():
    with pytest.raises(ValueError, match="never opens"):
        add_working_hours(at(23, 10), 1, Calendar(((),) * 7))


def test_villagers_rest_on_sundays_and_holidays():
    assert add_working_hours(at(24, 17, month=12), 4, villagers()) == at(26, 10, month=12)
    assert add_working_hours(at(24, 17, month=12), 4, villagers("67")) == at(28, 10, month=12)


def test_a_closed_day_is_passed_over_and_counted():
    closed = Calendar(COUNTER.week, "60", ((date(2026, 11, 24), date(2026, 11, 25)),))
    assert next_opening(at(23, 18), closed) == at(26, 9)
    assert closed_days_between(at(23, 18), at(26, 9), closed) == timedelta(days=2)
    assert closed_days_between(at(24, 10), at(24, 12), closed) == timedelta(hours=2)
    assert closed_days_between(at(23, 10), at(23, 12), closed) == timedelta()


@pytest.mark.parametrize(
    ("department", "day", "is_holiday"),
    [
        ("60", date(2026, 12, 25), True),
        ("60", date(2026, 12, 26), False),
        ("67", date(2026, 12, 26), True),
        ("57", date(2026, 4, 3), True),  # Good Friday; Easter is on 5 April
        ("60", date(2026, 4, 3), False),
        ("971", date(2026, 5, 27), True),
        ("972", date(2026, 5, 22), True),
        ("972", date(2026, 5, 27), False),
        ("973", date(2026, 6, 10), True),
        ("974", date(2026, 12, 20), True),
        ("976", date(2026, 4, 27), True),
        ("", date(2026, 7, 14), True),
    ],
)
def test_holidays_depend_on_where_one_is(department, day, is_holiday):
    assert is_holiday_in(department, day) is is_holiday


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ((BOTH,) * 5 + ((), ()), "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h"),
        (
            (BOTH,) * 5 + ((MORNING,), ()),
            "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h ; le samedi, de 9 h à 12 h",
        ),
        (((MORNING,), (), (MORNING,), (), (), (), ()), "le lundi et le mercredi, de 9 h à 12 h"),
        (((),) * 7, ""),
    ],
)
def test_a_week_in_words(week, said):
    assert said_hours(week).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(23, 10), "ouvert jusqu’à 12 h"),
        (at(23, 12), "rouvre à 14 h"),
        (at(23, 18), "rouvre demain à 9 h"),
        (at(27, 18), "rouvre lundi à 9 h"),
    ],
)
def test_now_in_words(moment: datetime, said):
    assert said_now(moment, COUNTER).replace(NBSP, " ") == said


def test_a_long_closure_is_said_with_its_date():
    closed = Calendar(COUNTER.week, "60", ((date(2026, 12, 24), date(2027, 1, 3)),))
    assert said_now(at(24, 10, month=12), closed).replace(NBSP, " ") == "rouvre le lundi 4 janvier 2027 à 9 h"


def test_a_calendar_goes_through_a_column_unchanged():
    closed = Calendar(COUNTER.week, "60", ((date(2026, 12, 24), date(2027, 1, 3)),))
    assert from_layout(to_layout(closed)) == closed
