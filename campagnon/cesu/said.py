"""The figures of a day under the names by which templates say them."""

from datetime import date
from decimal import Decimal

from campagnon.cesu.figures import figures_on
from campagnon.cesu.rates import rates_on


def rules_said_on(day: date) -> dict[str, Decimal]:
    """The rules of a day: `declare_by_day`, `contract_hours_a_week`…"""
    return {name.replace("-", "_"): value for name, value in rates_on(day).rules.items()}


def minors_said_on(day: date) -> dict[str, Decimal]:
    """What the law allows at 16 and 17: `hours_a_day`, `night_from`…"""
    return {one.name.replace("-", "_"): one.value for one in figures_on("minors", day)}


def minors_sources_on(day: date) -> dict[str, str]:
    """Where that was read, each once: title and address."""
    return {one.source: one.address for one in figures_on("minors", day)}
