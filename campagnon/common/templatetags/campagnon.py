"""What every template may say: days, hours, numbers, telephone numbers and icons.

Plain arithmetic instead of Django's `date` filter: dates used to be the dearest part of a page.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campagnon.common import saying

register = template.Library()

NBSP = "\u00a0"
WORDS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit",
    "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip
NEAR_DAYS = {-2: "avant-hier", -1: "hier", 0: "aujourd’hui", 1: "demain", 2: "après-demain"}
# From Saturday to Friday of the same span, the weekday alone cannot be mistaken for another.
THIS_WEEK = 6
# Territories of the Pacific and Saint-Pierre-et-Miquelon have no leading zero.
NO_TRUNK_ZERO = ("508", "681", "687", "689")


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _day_of(value: date | datetime) -> date:
    here = _local(value)
    return here.date() if isinstance(here, datetime) else here


@register.filter
def day(value: date | datetime | None) -> str:
    """« samedi 28 novembre », with the year when it is not this one."""
    return saying.day(_day_of(value), today=timezone.localdate()) if value else ""


@register.filter
def calendar_day(value: date | datetime | None) -> str:
    """« 31 décembre 2030 », the day never parted from its month."""
    return saying.calendar_day(_day_of(value)).replace(" ", NBSP, 1) if value else ""


@register.filter
def near_day(value: date | datetime | None) -> str:
    """« hier », « aujourd’hui », « demain », and the day in full further away."""
    if not value:
        return ""
    then, today = _day_of(value), timezone.localdate()
    return NEAR_DAYS.get((then - today).days) or saying.day(then, today=today)


@register.filter
def hour(value: time | datetime | None) -> str:
    """« 9 h », « 14 h 30 »; midnight is an hour too."""
    if value is None or value == "":
        return ""
    here = _local(value)
    return saying.hour(here.time() if isinstance(here, datetime) else here)


@register.filter
def moment(value: datetime | None) -> str:
    """« ce matin, 8 h 12 », « hier, 17 h 40 », « mardi, 9 h 30 », « samedi 28 novembre, 9 h »."""
    if not value:
        return ""
    here, today = _local(value), timezone.localdate()
    days = (here.date() - today).days
    if days == 0:
        said = "ce matin" if here.hour < 12 else "cet après-midi" if here.hour < 18 else "ce soir"
    elif -THIS_WEEK <= days < -2:
        said = saying.DAYS[here.weekday()]
    else:
        said = NEAR_DAYS.get(days) or saying.day(here.date(), today=today)
    return f"{said}, {saying.hour(here.time())}"


@register.filter
def minutes(value: int | None) -> str:
    """« environ 10 min »."""
    return "" if value is None else f"environ {value}{NBSP}min"


@register.filter
def euros(value: int | Decimal | None) -> str:
    """« 12,50 € », « 1 250 € »: cents only when there are some."""
    if value is None or value == "":
        return ""
    amount = Decimal(value)
    text = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    return text.replace(",", "\u202f").replace(".", ",") + f"{NBSP}€"


@register.filter
def in_words(value: int, gender: str = "m") -> str:
    """« sept »; « une » with "f"; figures above sixteen."""
    if value == 1 and gender == "f":
        return "une"
    return WORDS[value] if 0 <= value < len(WORDS) else f"{value:,}".replace(",", "\u202f")


@lru_cache(maxsize=256)
def _digits(value: str) -> tuple[str, str]:
    """The number as E.164, and as people read it: « 03 53 01 20 20 »."""
    number = re.sub(r"[^\d+]", "", value)
    if re.fullmatch(r"0[1-9]\d{8}", number):
        number = f"+33{number[1:]}"
    found = re.fullmatch(r"\+(33|262|508|590|594|596|681|687|689)(\d{6,9})", number)
    if not found:
        return number, value
    trunk = f"+{found[1]} " if found[1] in NO_TRUNK_ZERO else "0"
    national = trunk + found[2] if trunk == "0" else found[2]
    pairs = NBSP.join(national[i : i + 2] for i in range(0, len(national), 2))
    return number, pairs if trunk == "0" else f"+{found[1]}{NBSP}{pairs}"


@register.filter
def phone(value: str | None) -> str:
    """« 03 53 01 20 20 »."""
    return _digits(str(value))[1] if value else ""


@register.filter
def tel(value: str | None) -> str:
    """The address a telephone dials: « tel:+33353012020 »."""
    return f"tel:{_digits(str(value))[0]}" if value else ""


@register.filter
def phone_link(value: str | None) -> SafeString:
    """The number, ready to be dialled by touching it."""
    return format_html('<a href="{}">{}</a>', tel(value), phone(value)) if value else SafeString()


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name: str) -> SafeString:
    """One drawing of the sprite beside a word; never alone, so hidden from screen readers."""
    return format_html(
        '<svg width="24" height="24" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("icons/sprite.svg"),
        name,
    )
