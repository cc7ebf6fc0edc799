from datetime import date

import pytest

from campagnon.common.holidays import easter, is_holiday, working_day_from


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_almanac_says(year, day):
    assert easter(year) == day


def test_there_are_eleven_holidays_in_2026():
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(365)]
    assert [f"{day:%d/%m}" for day in days if is_holiday(day)] == [
        "01/01", "06/04", "01/05", "08/05", "14/05", "25/05", "14/07", "15/08", "01/11", "11/11", "25/12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),  # a Friday
        (date(2026, 11, 28), date(2026, 11, 30)),  # Saturday: Monday
        (date(2026, 12, 25), date(2026, 12, 28)),  # Christmas, a Friday
        (date(2026, 4, 4), date(2026, 4, 7)),  # the Saturday before Easter: Tuesday
    ],
)
def test_a_working_day_is_neither_saturday_nor_sunday_nor_holiday(day, working):
    assert working_day_from(day) == working
