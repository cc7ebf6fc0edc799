"""Amounts as people type them in a field of their own: 25, 25,50, 1 250 €. Pure."""

import re
from decimal import Decimal

_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?", re.ASCII)


def read_euros(text: str) -> Decimal:
    """The amount that was meant, in euros, to the cent; ValueError when none can be read."""
    plain = re.sub(r"\s", "", text).removesuffix("€")
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    return Decimal(f"{found[1]}.{found[2] or '0'}").quantize(Decimal("0.01"))
