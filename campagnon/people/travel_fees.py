"""What a professional asks to come: so much within so many minutes, then so much for every ten begun. Pure.

Before tax, as on a quote's line; `with_tax` gives what a household pays, which is what the pages show.
"""

import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Protocol

CENT = Decimal("0.01")
STEP_MINUTES = 10


class TravelPrice(Protocol):
    """How a professional counts the road; no price when it is said on each quote."""

    travel_euros: Decimal | None
    travel_included_minutes: int
    travel_euros_per_10_minutes: Decimal


def travel_fee(professional: TravelPrice, minutes: int) -> Decimal | None:
    """Euros before tax to come from so many minutes away; none when the professional did not say."""
    if professional.travel_euros is None:
        return None
    beyond = max(minutes - professional.travel_included_minutes, 0)
    steps = -(-beyond // STEP_MINUTES)
    return professional.travel_euros + steps * professional.travel_euros_per_10_minutes


def with_tax(euros: Decimal, *, charges_vat: bool, on: date) -> Decimal:
    """The most a household pays: the standard VAT added, to the cent, when the professional charges it."""
    percent = standard_vat_percent(on) if charges_vat else Decimal(0)
    return (euros * (100 + percent) / 100).quantize(CENT, ROUND_HALF_UP)


def standard_vat_percent(on: date) -> Decimal:
    """The standard rate of VAT on that day, mainland France and Corsica."""
    return max(row for row in _standard_rates() if row[0] <= on)[1]


@cache
def _standard_rates() -> tuple[tuple[date, Decimal], ...]:
    with (Path(__file__).parent / "data" / "standard_vat.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple((date.fromisoformat(row["from"]), Decimal(row["percent"])) for row in rows)
