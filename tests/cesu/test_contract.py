from datetime import date
from decimal import Decimal

import pytest

from campagnon.cesu.contract import contract_threshold, declare_by, needs_contract

DAY = date(2026, 1, 15)


def weeks(*hours: str) -> list[Decimal]:
    return [Decimal(one) for one in hours]


def test_threshold_is_three_hours_a_week_over_four_weeks():
    """service-public.fr, sheet F2912 of 13 March 2023."""
    threshold = contract_threshold(DAY)
    assert (threshold.hours_a_week, threshold.weeks) == (Decimal(3), 4)


@pytest.mark.parametrize(
    ("hours", "is_due"),
    [
        (weeks(), False),
        (weeks("3", "3", "3", "3"), False),
        (weeks("3", "3", "3", "3.25"), True),
        (weeks("12"), False),
        (weeks("13"), True),
        (weeks("0", "0", "0", "0", "6", "6", "1"), True),
        (weeks("6", "0", "0", "0", "6", "0", "0", "0"), False),
    ],
)
def test_written_contract_is_due_above_the_average(hours, is_due):
    assert needs_contract(hours, DAY) is is_due


@pytest.mark.parametrize(
    ("worked_on", "by"),
    [
        (date(2026, 1, 1), date(2026, 2, 5)),
        (date(2026, 11, 30), date(2026, 12, 5)),
        (date(2026, 12, 31), date(2027, 1, 5)),
    ],
)
def test_month_is_declared_by_the_fifth_of_the_next(worked_on, by):
    assert declare_by(worked_on) == by
