"""Numbers as people type them: « 10,51 », « 10.51 € », « 2 h »."""

import re
from decimal import Decimal

NUMBER = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?\s*(?:€|euros?|h|heures?|ans)?", re.ASCII | re.IGNORECASE)


def read_number(text: str, *, most: int) -> Decimal | None:
    """A number above nought and at most so much, with two decimals at most; None for anything else."""
    found = NUMBER.fullmatch(text.strip())
    if not found:
        return None
    number = Decimal(f"{found[1]}.{found[2] or 0}")
    return number if 0 < number <= most else None
