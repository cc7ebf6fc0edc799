"""The rates of one day: contributions, minimum wages, rules."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from campagnon.cesu.figures import Figure, NoFigure, figures_on, read_table

CENT = Decimal("0.01")
FIRST_LEVEL = "I"


def cents(amount: Decimal) -> Decimal:
    """An amount rounded to the cent, half a cent upwards."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """One contribution: what part of which base, where, and whether an exemption lifts it."""

    label: str
    rate: Decimal
    base_percent: Decimal
    alsace_moselle_only: bool
    can_be_exempt: bool
    most_a_month: Decimal | None

    def amount(self, gross: Decimal) -> Decimal:
        """What is due on a gross wage, rounded to the cent: the base first, then the contribution."""
        due = cents(cents(gross * self.base_percent / 100) * self.rate / 100)
        return due if self.most_a_month is None else min(due, self.most_a_month)


@dataclass(frozen=True)
class Rates:
    """Everything that holds on one day."""

    on: date
    employee: tuple[Line, ...]
    employer: tuple[Line, ...]
    rules: dict[str, Decimal]
    doubtful: tuple[Figure, ...]

    def employee_lines(self, *, alsace_moselle: bool) -> list[Line]:
        """The contributions taken from the wage, where the job is done."""
        return [line for line in self.employee if alsace_moselle or not line.alsace_moselle_only]


@cache
def first_day() -> date:
    """The first day for which contributions are known."""
    return min(figure.since for figure in read_table("contributions"))


@cache
def rates_on(day: date) -> Rates:
    """The rates of a day; NoFigure before the first one known."""
    if day < first_day():
        raise NoFigure(day)
    contributions = figures_on("contributions", day)
    rules = figures_on("rules", day)
    return Rates(
        on=day,
        employee=tuple(_line(one) for one in contributions if one["side"] == "employee"),
        employer=tuple(_line(one) for one in contributions if one["side"] == "employer"),
        rules={rule.name: rule.value for rule in rules},
        doubtful=tuple(one for one in (*contributions, *rules) if one.is_doubtful_on(day)),
    )


def _line(figure: Figure) -> Line:
    return Line(
        label=figure["label"],
        rate=figure.value,
        base_percent=Decimal(figure["base_percent"]),
        alsace_moselle_only=figure["zone"] == "alsace-moselle",
        can_be_exempt=figure["exempt"] == "yes",
        most_a_month=Decimal(figure["cap_eur_month"]) if figure["cap_eur_month"] else None,
    )
