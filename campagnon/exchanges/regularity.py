"""When free help has become a habit: about weekly, between the same two people."""

from collections.abc import Iterable
from datetime import date, timedelta

ENOUGH_VISITS = 4
WITHIN = timedelta(days=35)
# Plants watered each day of a fortnight are one favour: visits nearer than this count as one.
APART = timedelta(days=6)


def is_about_weekly(days: Iterable[date]) -> bool:
    """Whether four visits, each some days after the one before, fall within five weeks."""
    counted: list[date] = []
    for day in sorted(days):
        if not counted or day - counted[-1] >= APART:
            counted.append(day)
    fourths = counted[ENOUGH_VISITS - 1 :]
    return any(fourth - first <= WITHIN for first, fourth in zip(counted, fourths, strict=False))
