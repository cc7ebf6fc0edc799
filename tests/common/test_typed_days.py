from datetime import date

import pytest

from campagnon.common.typed_days import read_day


@pytest.mark.parametrize(
    "typed",
    [
        "12/05/2009",
        "12/5/2009",
        "12.05.09",
        "12-05-2009",
        "12 05 2009",
        "2009-05-12",
        "12 mai 2009",
        "12 MAI 09",
        " le 12 mai 2009 ",
    ],
)
def test_read_day_reads_what_people_write(typed):
    assert read_day(typed) == date(2009, 5, 12)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1er février 2010", date(2010, 2, 1)),
        ("15 aout 2009", date(2009, 8, 15)),
        ("29/02/2028", date(2028, 2, 29)),
        ("3 juil. 2009", date(2009, 7, 3)),
    ],
)
def test_read_day_knows_months_and_leap_years(typed, day):
    assert read_day(typed) == day


@pytest.mark.parametrize(
    "typed",
    ["", "demain", "31/02/2009", "05/2009", "12/13/2009", "12/05/209", "12 ventôse 2009", "1/2/3/4"],
)
def test_read_day_refuses_what_is_no_day(typed):
    with pytest.raises(ValueError, match=".*"):
        read_day(typed)
