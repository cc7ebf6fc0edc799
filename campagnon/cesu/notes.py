"""What should be said beside a cost: plain facts, that `phrases.py` puts in words."""

from dataclasses import dataclass
from decimal import Decimal

from campagnon.cesu.costs import Cost
from campagnon.cesu.exemptions import ANYBODY, Employer, exemption_of
from campagnon.cesu.rates import rates_on
from campagnon.cesu.service_law import ServiceLaw

AIDS = frozenset({"apa", "pch"})


@dataclass(frozen=True)
class Note:
    """One thing to say, by its name, with the amount or the word that it needs."""

    name: str
    amount: Decimal = Decimal(0)
    word: str = ""


def notes_on(
    cost: Cost,
    *,
    employer: Employer = ANYBODY,
    service: ServiceLaw | None = None,
    hours_a_visit: Decimal | None = None,
) -> tuple[Note, ...]:
    """Everything to say beside one cost, doubts first; the hours are those of one visit unless told."""
    rules = rates_on(cost.rates_on).rules
    notes = [*_doubts(cost, service), *_about_service(service, hours_a_visit or cost.hours)]
    if cost.total > cost.counted > 0:
        notes.append(Note("over-ceiling", cost.counted * cost.times_a_year))
    notes += _about_relief(cost, employer, rules["deduction"])
    if cost.hours > rules["leave-hours-a-month"]:
        notes.append(Note("leave-may-be-taken", rules["leave-hours-a-month"]))
    if cost.gross > rules["monthly-ceiling"]:
        notes.append(Note("above-monthly-ceiling", rules["monthly-ceiling"]))
    return tuple(notes)


def _doubts(cost: Cost, service: ServiceLaw | None) -> list[Note]:
    figures = [*rates_on(cost.rates_on).doubtful, cost.floor.figure]
    count = sum(figure.is_doubtful_on(cost.rates_on) for figure in figures)
    notes = [Note("figures-to-check", Decimal(count))] if count else []
    if service and service.figure.is_doubtful_on(cost.rates_on):
        notes.append(Note("service-to-check", word=service.label))
    return notes


def _about_relief(cost: Cost, employer: Employer, deduction_an_hour: Decimal) -> list[Note]:
    relief = exemption_of(employer, cost.rates_on)
    notes = [Note("too-young", word=one["label"]) for one in relief.refused]
    missed = deduction_an_hour * cost.hours - cost.charges.exemption
    if relief.is_capped and missed > 0:
        notes.append(Note("deduction-better", missed))
    if employer.situations & AIDS:
        notes.append(Note("aid-first"))
    return notes


def _about_service(service: ServiceLaw | None, hours: Decimal) -> list[Note]:
    if service is None:
        return []
    if not service.gives_credit:
        return [Note("no-credit", word=service.label)]
    notes = []
    if service.condition:
        notes.append(Note("credit-condition", word=service.condition))
    if service.hours_a_visit and hours > service.hours_a_visit:
        notes.append(Note("visit-too-long", service.hours_a_visit))
    return notes
