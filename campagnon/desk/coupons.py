"""The number on a coupon, by which a letter that comes back finds its person: figures only, soon typed."""

import re
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from campagnon.people.models import User

FIGURES = 8


def coupon_number(person: User) -> str:
    """« 48 21 09 37 »: drawn from the person's public id, the same on all their coupons."""
    digest = salted_hmac("campagnon.desk.coupons", person.public_id, algorithm="sha256").digest()
    figures = f"{int.from_bytes(digest[:8]) % 10**FIGURES:0{FIGURES}}"
    return "\u00a0".join(figures[i : i + 2] for i in range(0, FIGURES, 2))


def find_by_coupon(typed: str, people: Iterable[User]) -> User | None:
    """Whose coupon it is, among these people; spaces, points and the letter of a question do not matter."""
    figures = re.sub(r"\D", "", typed)
    found = [person for person in people if figures_of(coupon_number(person)) == figures]
    return found[0] if len(found) == 1 else None


def figures_of(number: str) -> str:
    return re.sub(r"\D", "", number)
