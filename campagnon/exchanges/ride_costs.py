"""What a ride costs, and how it is shared: real costs, never a profit. Euros in `Decimal`; nothing is stored.

Rounding: the kilometres at the scale are rounded down to the cent, and so is the share of each passenger;
what does not divide stays with the driver. So passengers together never pay more than the cost.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from campagnon.exchanges.ride_scale import Dated, band_on, rules_on

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Ride:
    """A ride there and back: its kilometres, its car, what was paid on the way, who sits in it.

    `driver_travels`: the driver goes there for himself (covoiturage), and is one of those who share.
    """

    kilometres: Decimal
    passengers: int
    driver_travels: bool
    horsepower: int
    is_electric: bool = False
    yearly_km: int | None = None
    tolls: Decimal = Decimal(0)


@dataclass(frozen=True)
class Shares:
    """The cost of a ride, the most that each passenger may pay, and what is left to the driver; in euros."""

    euros_a_km: Decimal
    kilometres_cost: Decimal
    tolls: Decimal
    each: Decimal
    passengers: int
    dated: Dated

    @property
    def cost(self) -> Decimal:
        return self.kilometres_cost + self.tolls

    @property
    def passengers_pay(self) -> Decimal:
        return self.each * self.passengers

    @property
    def driver_keeps(self) -> Decimal:
        return self.cost - self.passengers_pay


def shares_of(ride: Ride, *, on: date) -> Shares:
    """The equal shares of a ride on a day: of all in the car, or of the passengers alone."""
    band = band_on(on, ride.horsepower, ride.yearly_km)
    a_km = band.average(ride.yearly_km) if ride.yearly_km else band.euros_a_km
    if ride.is_electric:
        a_km *= 1 + rules_on(on)["electric-percent"].value / 100
    kilometres_cost = _down(ride.kilometres * a_km)
    sharers = ride.passengers + (1 if ride.driver_travels else 0)
    return Shares(
        euros_a_km=a_km,
        kilometres_cost=kilometres_cost,
        tolls=ride.tolls,
        each=_down((kilometres_cost + ride.tolls) / sharers),
        passengers=ride.passengers,
        dated=band.dated,
    )


def _down(euros: Decimal) -> Decimal:
    return euros.quantize(CENT, ROUND_DOWN)
