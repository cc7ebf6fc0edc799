"""The tax credit: half of what is spent, up to the ceiling of the household and the cap of the service."""

from decimal import ROUND_DOWN, Decimal

from campagnon.cesu.exemptions import Employer
from campagnon.cesu.rates import CENT, Rates
from campagnon.cesu.service_law import ServiceLaw


def ceiling_of(employer: Employer, rates: Rates) -> Decimal:
    """How much a household may count in a year."""
    rules = rates.rules
    if "disability" in employer.situations:
        return rules["credit-ceiling-disability"]
    first = "-first-year" if employer.is_first_year else ""
    most = rules["credit-ceiling-first-year-most"] if first else rules["credit-ceiling-most"]
    is_old = employer.age is not None and employer.age >= rules["credit-age-more"]
    more = rules["credit-ceiling-more"] * (employer.dependents + is_old)
    return min(rules[f"credit-ceiling{first}"] + more, most)


def counted_a_year(employer: Employer, rates: Rates, service: ServiceLaw | None) -> Decimal:
    """How much of one service counts in a year: nothing if it gives no credit."""
    if service is None:
        return ceiling_of(employer, rates)
    if not service.gives_credit:
        return Decimal(0)
    return min(service.cap_a_year or ceiling_of(employer, rates), ceiling_of(employer, rates))


def credit_of(total: Decimal, counted: Decimal, rates: Rates) -> Decimal:
    """The credit on what was spent, rounded down to the cent: never more than half."""
    return (min(total, counted) * rates.rules["credit"] / 100).quantize(CENT, ROUND_DOWN)
