"""What a declared job costs, from any side: the net wage, the gross wage or the whole cost of an hour.

Every amount is a Decimal of euros, rounded half a cent upwards, the credit alone downwards. The wage of one
hour is found first, each contribution rounded; then the hours multiply it, and each employer contribution is
rounded once on the whole gross wage. The hours are those of one pay slip: a month at most.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from campagnon.cesu.credit import counted_a_year, credit_of
from campagnon.cesu.exemptions import ANYBODY, Employer, exemption_of
from campagnon.cesu.floor import BelowFloor, Floor, floor_on, smic_with_leave_on, without_leave
from campagnon.cesu.rates import CENT, FIRST_LEVEL, Rates, cents, rates_on
from campagnon.cesu.service_law import ServiceLaw
from campagnon.cesu.wages import gross_for_net, net_by_lines


class Side(StrEnum):
    """Which amount of an hour is given."""

    NET = "net"
    GROSS = "gross"
    TOTAL = "total"


@dataclass(frozen=True)
class Wage:
    """The wage of one hour, paid leave included."""

    gross: Decimal
    net: Decimal


@dataclass(frozen=True)
class Charges:
    """What an employer owes on a gross wage, and what is lifted from it."""

    before_relief: Decimal
    exemption: Decimal
    deduction: Decimal

    @property
    def due(self) -> Decimal:
        return self.before_relief - self.exemption - self.deduction


@dataclass(frozen=True)
class Cost:
    """A number of hours, from what the person receives to what is left to pay after the credit."""

    hours: Decimal
    wage: Wage
    net: Decimal
    gross: Decimal
    gross_without_leave: Decimal
    employee_contributions: Decimal
    charges: Charges
    total: Decimal
    counted: Decimal  # how much of the total the credit may count
    times_a_year: int
    credit: Decimal
    floor: Floor
    rates_on: date

    @property
    def employer_contributions(self) -> Decimal:
        return self.charges.due

    @property
    def after_credit(self) -> Decimal:
        return self.total - self.credit


def cost_of(
    amount: Decimal,
    side: Side,
    *,
    hours: Decimal,
    on: date,
    employer: Employer = ANYBODY,
    service: ServiceLaw | None = None,
    level: str = FIRST_LEVEL,
    times_a_year: int = 1,
) -> Cost:
    """What some hours cost, when an amount of one hour is given; BelowFloor under the minimum wage.

    `times_a_year` says how often such hours come back, so that a yearly cap is spread over them.
    """
    rates = rates_on(on)
    floor = floor_on(on, level=level, alsace_moselle=employer.alsace_moselle)
    wage = _wage(amount, side, hours, rates, floor, employer)
    gross, net = cents(wage.gross * hours), cents(wage.net * hours)
    charges = charges_on(gross, hours, rates, employer)
    total = gross + charges.due
    counted = counted_a_year(employer, rates, service) / times_a_year
    return Cost(
        hours=hours,
        wage=wage,
        net=net,
        gross=gross,
        gross_without_leave=without_leave(gross, rates),
        employee_contributions=gross - net,
        charges=charges,
        total=total,
        counted=counted,
        times_a_year=times_a_year,
        credit=credit_of(total, counted, rates),
        floor=floor,
        rates_on=on,
    )


def charges_on(gross: Decimal, hours: Decimal, rates: Rates, employer: Employer) -> Charges:
    """The employer contributions on a gross wage: an exemption, or else the flat deduction of each hour."""
    lifted = [line for line in rates.employer if line.can_be_exempt]
    before = sum((line.amount(gross) for line in rates.employer), Decimal(0))
    exemption = exemption_of(employer, rates.on)
    if exemption.applies:
        base = gross
        if exemption.is_capped:
            base = min(gross, rates.rules["capped-exemption"] * smic_with_leave_on(rates.on))
        return Charges(before, sum((line.amount(base) for line in lifted), Decimal(0)), Decimal(0))
    most = sum((line.amount(gross) for line in lifted), Decimal(0))
    return Charges(before, Decimal(0), min(cents(rates.rules["deduction"] * hours), most))


def _wage(
    amount: Decimal, side: Side, hours: Decimal, rates: Rates, floor: Floor, employer: Employer
) -> Wage:
    if side is Side.NET:
        if amount < floor.net:
            raise BelowFloor(floor)
        gross = gross_for_net(amount, rates, alsace_moselle=employer.alsace_moselle)
        return Wage(max(gross, floor.gross), amount)
    gross = amount
    if side is Side.TOTAL:
        gross = _last_within(amount * hours, lambda one: _whole(one, hours, rates, employer))
    if gross < floor.gross:
        raise BelowFloor(floor)
    if gross == floor.gross:
        return Wage(gross, floor.net)
    return Wage(gross, net_by_lines(gross, rates, alsace_moselle=employer.alsace_moselle))


def _whole(gross_an_hour: Decimal, hours: Decimal, rates: Rates, employer: Employer) -> Decimal:
    gross = cents(gross_an_hour * hours)
    return gross + charges_on(gross, hours, rates, employer).due


def _last_within(limit: Decimal, whole: Callable[[Decimal], Decimal]) -> Decimal:
    """The highest gross wage of an hour whose whole cost, which grows with it, stays within a limit."""
    low, high = 0, 100
    while whole(high * CENT) <= limit:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if whole(middle * CENT) <= limit:
            low = middle
        else:
            high = middle
    return low * CENT
