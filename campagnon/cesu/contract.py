"""When a written contract is due, and by when a month must be declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campagnon.cesu.rates import rates_on


@dataclass(frozen=True)
class ContractThreshold:
    """The hours of a week, on average over some weeks in a row, above which a contract must be written."""

    hours_a_week: Decimal
    weeks: int


def contract_threshold(day: date) -> ContractThreshold:
    """The threshold in force on a day."""
    rules = rates_on(day).rules
    return ContractThreshold(rules["contract-hours-a-week"], int(rules["contract-weeks"]))


def needs_contract(hours_by_week: Sequence[Decimal], day: date) -> bool:
    """Whether weeks in a row, those without work included, once averaged more than the threshold."""
    threshold = contract_threshold(day)
    weeks = [*hours_by_week, *[Decimal(0)] * (threshold.weeks - len(hours_by_week))]
    most = max(sum(weeks[i : i + threshold.weeks]) for i in range(len(weeks) - threshold.weeks + 1))
    return most > threshold.hours_a_week * threshold.weeks


def declare_by(worked_on: date) -> date:
    """The last day to declare what was worked in the month of that day: the 5th of the next month."""
    year, month = divmod(worked_on.year * 12 + worked_on.month, 12)
    return date(year, month + 1, int(rates_on(worked_on).rules["declare-by-day"]))
