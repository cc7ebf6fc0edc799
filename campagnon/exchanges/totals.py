"""What lines add up to, in euros and cents. Pure.

Rounding: a line before tax is quantity × price, to the cent, half up; VAT is computed once for each rate,
on the sum of its lines, to the cent, half up; the total is the sum of the rounded figures (EN 16931, BR-CO-10
to BR-CO-17). The same figures stand on the quote, the invoice and its data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """A quantity, a price before tax in euros, a VAT rate in percent."""

    quantity: Decimal
    unit_euros: Decimal
    vat_percent: Decimal

    @property
    def net(self) -> Decimal:
        """Before tax, in euros."""
        return to_cents(self.quantity * self.unit_euros)


@dataclass(frozen=True)
class RateTotal:
    """The sum of the lines at one VAT rate, and their VAT, in euros."""

    vat_percent: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True)
class Totals:
    """What is due: before tax, VAT rate by rate, all included; in euros."""

    by_rate: tuple[RateTotal, ...]

    @property
    def net(self) -> Decimal:
        return sum((one.net for one in self.by_rate), Decimal("0.00"))

    @property
    def vat(self) -> Decimal:
        return sum((one.vat for one in self.by_rate), Decimal("0.00"))

    @property
    def gross(self) -> Decimal:
        return self.net + self.vat


def to_cents(euros: Decimal) -> Decimal:
    """Rounded to the cent, half up; nought has no sign."""
    return euros.quantize(CENT, ROUND_HALF_UP) + Decimal(0)


def totals_of(lines: Sequence[Line]) -> Totals:
    """The totals of lines, the lowest rate first."""
    rates = sorted({line.vat_percent for line in lines})
    return Totals(tuple(_rate_total(rate, lines) for rate in rates))


def _rate_total(rate: Decimal, lines: Sequence[Line]) -> RateTotal:
    net = sum((line.net for line in lines if line.vat_percent == rate), Decimal("0.00"))
    return RateTotal(rate, net, to_cents(net * rate / 100))
