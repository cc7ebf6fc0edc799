"""What a declared job costs at a wage that is typed on the spot: computed, shown, never kept."""

from datetime import date
from decimal import Decimal

from campagnon.cesu.costs import Cost, Side, cost_of
from campagnon.cesu.estimate import MONTHS
from campagnon.cesu.exemptions import Employer
from campagnon.cesu.figures import NoFigure
from campagnon.cesu.floor import Floor, floor_on
from campagnon.cesu.notes import notes_on
from campagnon.cesu.phrases import note_words
from campagnon.cesu.service_law import ServiceLaw, service_on
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.months import Month

# Where health is insured apart, and an hour’s net wage is lower: Bas-Rhin, Haut-Rhin, Moselle.
ALSACE_MOSELLE = frozenset({"57", "67", "68"})


def employer_of(exchange: Exchange) -> Employer:
    """What the platform knows of a household: where the work is done, and nothing of its situation."""
    return Employer(alsace_moselle=exchange.need.commune.department in ALSACE_MOSELLE)


def floor_of(exchange: Exchange, day: date) -> Floor:
    """The least an hour may be paid there."""
    return floor_on(day, alsace_moselle=employer_of(exchange).alsace_moselle)


def law_of(exchange: Exchange, day: date) -> ServiceLaw | None:
    """What the law says of its service; None if no row speaks of it."""
    try:
        return service_on(exchange.need.service.slug, day)
    except NoFigure:
        return None


def cost_of_hour(exchange: Exchange, net: Decimal, *, on: date) -> Cost:
    """One hour at a net wage that is not under the floor."""
    return cost_of(net, Side.NET, hours=Decimal(1), on=on, employer=employer_of(exchange))


def cost_of_month(exchange: Exchange, month: Month, net: Decimal, *, is_weekly: bool) -> Cost:
    """The hours of a month; the yearly caps of the credit are spread over twelve when the job comes back."""
    on = month.worked[-1].on
    return cost_of(
        net,
        Side.NET,
        hours=month.hours,
        on=on,
        employer=employer_of(exchange),
        service=law_of(exchange, on),
        times_a_year=MONTHS if is_weekly else 1,
    )


def notes_of_month(exchange: Exchange, month: Month, cost: Cost) -> list[str]:
    """What to say beside it."""
    notes = notes_on(
        cost,
        employer=employer_of(exchange),
        service=law_of(exchange, cost.rates_on),
        hours_a_visit=month.longest_visit,
    )
    return [note_words(note) for note in notes]
