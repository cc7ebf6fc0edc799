"""Who comes first among equals in distance. Nobody pays for it; people read it at /classement/."""

from datetime import timedelta

BEST, MIDDLE, LAST = 10, 50, 90


def rank_of(*, asked: int, answered: int, median_delay: timedelta | None) -> int:
    """From 10 (comes first) to 90, by how somebody answered over the last six months.

    A newcomer stands in the middle; fewer than three requests say nothing. Nine tenths of the scale is
    whether people answer, the rest how fast (a day or more counts for nothing).
    """
    if asked < 3:
        return MIDDLE
    answers = answered / asked
    haste = 0.0
    if median_delay is not None:
        haste = max(0.0, 1 - median_delay / timedelta(days=1))
    return round(LAST - (LAST - BEST) * (0.9 * answers + 0.1 * answers * haste))
