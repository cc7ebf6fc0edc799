"""Months, hours and days of a declared job, as pages, messages and papers say them."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.common import saying
from campagnon.exchanges import phrases
from campagnon.exchanges.models import Agreement
from campagnon.exchanges.months import Month, Worked


def month_name(first: date, today: date) -> str:
    """« novembre », « décembre 2025 »."""
    said = saying.MONTHS[first.month - 1]
    return said if first.year == today.year else f"{said} {first.year}"


def full_month(first: date) -> str:
    """« novembre 2026 », as papers say it."""
    return f"{saying.MONTHS[first.month - 1]} {first.year}"


def of(month: str) -> str:
    """« de novembre », « d’août 2027 »."""
    return f"d’{month}" if month[0] in "ao" else f"de {month}"


def month_state(month: Month, today: date) -> str:
    """« à déclarer d’ici le 5 décembre », « déclaré le 3 décembre », « en cours »."""
    if month.declared_at is not None:
        return _("déclaré, dit le %(day)s") % {"day": short_day(timezone.localdate(month.declared_at), today)}
    if not month.is_over_on(today):
        return _("en cours")
    said = _("à déclarer d’ici le %(day)s")
    if month.is_late_on(today):
        said = _("à déclarer, c’était pour le %(day)s")
    return said % {"day": short_day(month.declare_by, today)}


def full_day(day: date) -> str:
    """« 28 novembre 2026 », as papers say it."""
    return f"{ordinal(day)} {full_month(day)}"


def short_day(day: date, today: date) -> str:
    """« 5 décembre »: the weekday says nothing of a date in a form."""
    return saying.day(day, today=today).split(" ", 1)[1]


def figure(hours: Decimal) -> str:
    """« 8 », « 7,5 »: as one types it in a form."""
    return f"{hours.normalize():f}".replace(".", ",")


def hours_to_type(hours: Decimal) -> str:
    """« 8 », « 7,5 (7 h 30) »."""
    said = figure(hours)
    return f"{said} ({phrases.length(hours)})" if "," in said else said


def period(month: Month, agreement: Agreement, hired_on: date) -> str:
    """What the Urssaf calls « période d’emploi »: all the month of a weekly job, else the days worked."""
    first, last = month.worked[0].on, month.worked[-1].on
    if agreement.is_weekly:
        first, last = max(month.first, hired_on), month.last
    name = full_month(month.first)
    if first == last:
        return _("le %(day)s %(month)s") % {"day": ordinal(first), "month": name}
    return _("du %(first)s au %(last)s %(month)s") % {
        "first": ordinal(first),
        "last": last.day,
        "month": name,
    }


def ordinal(day: date) -> str:
    """« 1er », « 2 »."""
    return "1er" if day.day == 1 else str(day.day)


def day_lines(month: Month) -> list[tuple[str, str]]:
    """Each visit: « samedi 7, 9 h » and « 2 h »."""
    return [(_day(one), phrases.length(one.hours)) for one in month.worked]


def _day(one: Worked) -> str:
    said = f"{saying.DAYS[one.on.weekday()]} {ordinal(one.on)}"
    return f"{said}, {saying.hour(one.starts_at.time())}"
