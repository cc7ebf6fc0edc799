"""What a regular job costs: the month is computed, an hour and a visit are shares of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campagnon.cesu.contract import contract_threshold
from campagnon.cesu.costs import Cost, Side, cost_of
from campagnon.cesu.exemptions import Employer
from campagnon.cesu.notes import Note, notes_on
from campagnon.cesu.rates import cents
from campagnon.cesu.service_law import ServiceLaw

MONTHS, WEEKS = 12, 52


@dataclass(frozen=True)
class Job:
    """What is asked on the calculator's page: an amount of one hour, and how often one comes."""

    amount: Decimal
    side: Side
    hours_a_visit: Decimal
    visits_a_month: int

    @property
    def hours_a_month(self) -> Decimal:
        return self.hours_a_visit * self.visits_a_month


@dataclass(frozen=True)
class Part:
    """What the person receives, what it costs, and what is left after the credit, for some hours."""

    hours: Decimal
    received: Decimal
    cost: Decimal
    left: Decimal


@dataclass(frozen=True)
class Estimate:
    """The three parts of a regular job, the month in full, and what to say beside them."""

    hour: Part
    visit: Part
    month: Part
    whole: Cost
    needs_contract: bool
    notes: tuple[Note, ...]


def estimate_of(job: Job, *, on: date, employer: Employer, service: ServiceLaw | None) -> Estimate:
    """What a job costs; the yearly caps of the credit are spread over twelve months."""
    month = cost_of(
        job.amount,
        job.side,
        hours=job.hours_a_month,
        on=on,
        employer=employer,
        service=service,
        times_a_year=MONTHS,
    )
    threshold = contract_threshold(on).hours_a_week
    return Estimate(
        hour=_share(month, Decimal(1)),
        visit=_share(month, job.hours_a_visit),
        month=_share(month, month.hours),
        whole=month,
        needs_contract=job.hours_a_month * MONTHS / WEEKS > threshold,
        notes=notes_on(month, employer=employer, service=service, hours_a_visit=job.hours_a_visit),
    )


def _share(month: Cost, hours: Decimal) -> Part:
    received, cost, left = (
        cents(amount * hours / month.hours) for amount in (month.net, month.total, month.after_credit)
    )
    return Part(hours, received, cost, left)
