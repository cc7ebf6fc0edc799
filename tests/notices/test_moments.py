from datetime import date

import pytest

from campagnon.notices.moments import availability_of, is_free, parts_of, wanted_parts

SATURDAY = date(2026, 11, 28)


def test_a_week_is_read_back_as_it_was_written():
    parts = {(0, "morning"), (5, "afternoon"), (6, "evening")}
    assert parts_of(availability_of(parts)) == parts


def test_monday_morning_is_the_first_bit():
    assert availability_of({(0, "morning")}) == 1


def test_a_need_on_saturday_morning_wants_that_part_alone():
    assert parts_of(wanted_parts(SATURDAY, SATURDAY, "morning")) == {(5, "morning")}


def test_a_need_without_date_nor_hour_suits_everybody():
    assert wanted_parts(None, None, "") == 0
    assert is_free(availability_of({(2, "morning")}), 0)


def test_a_need_over_a_month_wants_the_whole_week():
    assert len(parts_of(wanted_parts(date(2027, 1, 1), date(2027, 1, 31), ""))) == 21


@pytest.mark.parametrize(("day", "free"), [(5, True), (4, False)])
def test_somebody_is_free_when_one_wanted_part_is_theirs(day, free):
    week = availability_of({(day, "morning")})
    assert is_free(week, wanted_parts(SATURDAY, SATURDAY, "morning")) is free
