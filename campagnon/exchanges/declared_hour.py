"""What one hour of a free help would cost if it were a declared job, at the least wage; nothing is stored."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campagnon.cesu.costs import Side, cost_of
from campagnon.cesu.figures import NoFigure
from campagnon.cesu.floor import floor_on
from campagnon.cesu.service_law import service_on


@dataclass(frozen=True)
class DeclaredHour:
    """The least that the helper receives, what it costs the household, and what is left after the credit."""

    net: Decimal
    cost: Decimal
    after_credit: Decimal | None  # None: this service gives no credit
    condition: str
    is_doubtful: bool


def declared_hour(service: str, *, on: date) -> DeclaredHour | None:
    """One hour at the floor, for a household like any other; None when CESU does not allow the service."""
    try:
        law = service_on(service, on)
    except NoFigure:
        return None
    floor = floor_on(on)
    cost = cost_of(floor.net, Side.NET, hours=Decimal(1), on=on, service=law)
    return DeclaredHour(
        net=floor.net,
        cost=cost.total,
        after_credit=cost.after_credit if law.gives_credit else None,
        condition=law.condition,
        is_doubtful=floor.figure.is_doubtful_on(on) or law.figure.is_doubtful_on(on),
    )
