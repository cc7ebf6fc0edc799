"""The eleven public holidays of France (Code du travail, L3133-1), and working days. Pure."""

from datetime import date, timedelta

FIXED = frozenset({(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)})
# Easter Monday, Ascension, Whit Monday.
DAYS_AFTER_EASTER = frozenset({1, 39, 50})
SATURDAY = 5


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday; the two more of Alsace-Moselle are not counted."""
    return (day.month, day.day) in FIXED or (day - easter(day.year)).days in DAYS_AFTER_EASTER


def working_day_from(day: date) -> date:
    """That day, or the first after it that is neither Saturday, nor Sunday, nor a public holiday."""
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    return day


def easter(year: int) -> date:
    """Easter Sunday (Gregorian calendar, Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)
