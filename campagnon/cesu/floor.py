"""The least that may be paid: the higher of the SMIC and of the branch minimum, with 10 % for paid leave."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campagnon.cesu.figures import Figure, NoFigure, figures_on, read_table
from campagnon.cesu.rates import FIRST_LEVEL, Rates, cents, rates_on
from campagnon.cesu.wages import net_by_lines

SMIC = "smic"


@dataclass(frozen=True)
class Floor:
    """The least an hour may be paid on one day, without and with paid leave."""

    level: str
    gross_without_leave: Decimal
    gross: Decimal
    net: Decimal
    figure: Figure

    @property
    def is_smic(self) -> bool:
        """Whether the SMIC is what holds the wage up, above the branch."""
        return self.figure.name == SMIC


class BelowFloor(ValueError):
    """A wage under what may be paid: nothing is computed, the floor is told instead."""

    def __init__(self, floor: Floor) -> None:
        super().__init__(f"below {floor.gross} gross")
        self.floor = floor


def levels() -> list[str]:
    """The levels of the branch grid for which a figure is known, on one day or another."""
    return list(dict.fromkeys(figure.name for figure in read_table("floors") if figure.name != SMIC))


def floor_on(day: date, *, level: str = FIRST_LEVEL, alsace_moselle: bool = False) -> Floor:
    """The floor of a level on a day; NoFigure if the branch minimum of another level is not known."""
    rates = rates_on(day)
    known = {figure.name: figure for figure in figures_on("floors", day)}
    if level not in known and level != FIRST_LEVEL:
        raise NoFigure(level)
    figure = max((known[name] for name in (level, SMIC) if name in known), key=lambda one: one.value)
    gross = with_leave(figure.value, rates)
    published = figure["net_with_leave_alsace_moselle" if alsace_moselle else "net_with_leave"]
    net = Decimal(published) if published else net_by_lines(gross, rates, alsace_moselle=alsace_moselle)
    return Floor(level, figure.value, gross, net, figure)


def with_leave(gross: Decimal, rates: Rates) -> Decimal:
    """A gross wage to which the 10 % of paid leave are added, rounded to the cent."""
    return cents(gross * (100 + rates.rules["leave-percent"]) / 100)


def without_leave(gross: Decimal, rates: Rates) -> Decimal:
    """A gross wage from which the 10 % of paid leave are taken, rounded to the cent."""
    return cents(gross * 100 / (100 + rates.rules["leave-percent"]))


def smic_with_leave_on(day: date) -> Decimal:
    """The SMIC of one hour, paid leave included."""
    smic = next(figure for figure in figures_on("floors", day) if figure.name == SMIC)
    return with_leave(smic.value, rates_on(day))
