"""What the law says of each service that can be declared: two questions that are never one.

"It may be declared" is true of every service of the table; "it gives the tax credit" has a column of its own.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campagnon.cesu.figures import Figure, NoFigure, figures_on


@dataclass(frozen=True)
class ServiceLaw:
    """A service that may be declared; whether it gives the credit, up to what, on what condition."""

    slug: str
    label: str
    activity: str
    gives_credit: bool
    cap_a_year: Decimal | None
    hours_a_visit: Decimal | None
    condition: str
    figure: Figure


def services_on(day: date) -> list[ServiceLaw]:
    """Every service that may be declared by CESU on a day."""
    return [_law(figure) for figure in figures_on("services", day)]


def service_on(slug: str, day: date) -> ServiceLaw:
    """One of them; NoFigure if that service is not declared by CESU."""
    for law in services_on(day):
        if law.slug == slug:
            return law
    raise NoFigure(slug)


def _law(figure: Figure) -> ServiceLaw:
    return ServiceLaw(
        slug=figure["slug"],
        label=figure["label"],
        activity=figure["sap"],
        gives_credit=figure["gives_credit"] == "yes",
        cap_a_year=figure.value if figure.unit else None,
        hours_a_visit=Decimal(figure["visit_hours"]) if figure["visit_hours"] else None,
        condition=figure["condition"],
        figure=figure,
    )
