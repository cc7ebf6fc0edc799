from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.exchanges.months import (
    Worked,
    following_month,
    month_before,
    month_to_declare,
    months_of,
    read_month,
    weeks_of,
    write_month,
)

PARIS = ZoneInfo("Europe/Paris")
D = Decimal


def visit(month: int, day: int, hours: str = "2", year: int = 2026) -> Worked:
    starts_at = datetime(year, month, day, 9, tzinfo=PARIS)
    return Worked(starts_at, D(hours), starts_at + timedelta(hours=5))


WORKED = st.lists(
    st.builds(
        lambda days, hours: Worked(
            datetime(2026, 1, 1, 9, tzinfo=PARIS) + timedelta(days=days),
            hours,
            datetime(2026, 1, 1, 12, tzinfo=PARIS) + timedelta(days=days),
        ),
        st.integers(0, 700),
        st.decimals("0.25", "12", places=2),
    ),
    max_size=20,
)


def test_visits_are_gathered_by_month_the_newest_first():
    months = months_of([visit(12, 5), visit(11, 28), visit(12, 12, "1.5")], {})
    assert [(m.first, m.hours, m.declare_by) for m in months] == [
        (date(2026, 12, 1), D("3.5"), date(2027, 1, 5)),
        (date(2026, 11, 1), D(2), date(2026, 12, 5)),
    ]
    assert [m.longest_visit for m in months] == [D(2), D(2)]


def test_a_month_is_over_on_the_first_of_the_next_and_late_after_the_fifth():
    [november] = months_of([visit(11, 28)], {})
    assert [november.is_over_on(date(2026, *day)) for day in ((11, 30), (12, 1))] == [False, True]
    assert [november.is_late_on(date(2026, 12, day)) for day in (5, 6)] == [False, True]


def test_the_oldest_month_that_is_over_is_declared_first():
    visits = [visit(10, 3), visit(11, 7), visit(12, 5)]
    today, said = date(2026, 12, 8), datetime(2026, 11, 2, tzinfo=PARIS)
    assert month_to_declare(months_of(visits, {}), today).first == date(2026, 10, 1)
    assert month_to_declare(months_of(visits, {date(2026, 10, 1): said}), today).first == date(2026, 11, 1)
    declared = {date(2026, 10, 1): said, date(2026, 11, 1): said}
    assert month_to_declare(months_of(visits, declared), today) is None


def test_hours_known_after_the_declaration_are_told_apart():
    early, late = visit(11, 7), visit(11, 28, "1.5")
    [month] = months_of([early, late], {date(2026, 11, 1): datetime(2026, 11, 20, tzinfo=PARIS)})
    assert month.hours_added_since == D("1.5")
    assert months_of([early, late], {})[0].hours_added_since == 0


def test_a_week_without_work_counts():
    assert weeks_of([visit(11, 28), visit(11, 29, "1"), visit(12, 12)]) == [D(3), D(0), D(2)]
    assert weeks_of([]) == []


@pytest.mark.parametrize(
    ("day", "before", "following"),
    [
        (date(2026, 1, 31), date(2025, 12, 1), date(2026, 2, 1)),
        (date(2026, 12, 1), date(2026, 11, 1), date(2027, 1, 1)),
    ],
)
def test_months_before_and_after(day, before, following):
    assert (month_before(day), following_month(day)) == (before, following)


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "0001-01", "2022-12", "２０２６-11", "2026-11-01", ""])
def test_what_is_no_month_is_not_read(text):
    assert read_month(text) is None


@given(st.dates(date(2023, 1, 1), date(9998, 12, 31)))
def test_a_month_is_read_as_it_is_written(day):
    assert read_month(write_month(day)) == day.replace(day=1)


@given(WORKED)
def test_no_hour_is_lost_nor_counted_twice(worked):
    total = sum((one.hours for one in worked), D(0))
    assert sum((month.hours for month in months_of(worked, {})), D(0)) == total
    assert sum(weeks_of(worked), D(0)) == total
