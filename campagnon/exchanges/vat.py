"""The VAT rates that a quote may carry, from a dated table (`data/vat_rates.csv`, sources inside). Pure."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

# CGI art. 293 B: what an enterprise without VAT must write (annexe II, art. 242 nonies A).
FRANCHISE_MENTION = "TVA non applicable, art. 293 B du CGI"


@dataclass(frozen=True)
class Rate:
    """One rate in percent, and what it is for."""

    percent: Decimal
    starts_on: date
    ends_on: date | None
    # Only for housing finished more than two years ago, or declared services à la personne.
    is_reduced: bool
    what: str
    source: str


def rates_on(day: date) -> list[Rate]:
    """The rates in force that day, the standard one first."""
    return [
        rate for rate in _rates() if rate.starts_on <= day and (rate.ends_on is None or day <= rate.ends_on)
    ]


def reduced_on(day: date) -> set[Decimal]:
    """The rates that ask for a condition to be met."""
    return {rate.percent for rate in rates_on(day) if rate.is_reduced}


def written_percent(percent: Decimal) -> str:
    """« 20 % », « 5,5 % », with a no-break space."""
    return f"{percent.normalize():f}".replace(".", ",") + "\u00a0%"


@cache
def _rates() -> tuple[Rate, ...]:
    with (Path(__file__).parent / "data" / "vat_rates.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Rate(
                percent=Decimal(row["percent"]),
                starts_on=date.fromisoformat(row["from"]),
                ends_on=date.fromisoformat(row["until"]) if row["until"] else None,
                is_reduced=row["condition"] == "reduced",
                what=row["what"],
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )
