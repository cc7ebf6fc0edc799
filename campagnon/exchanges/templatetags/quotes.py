"""Figures of a quote as they are read: « 1,5 », « 5,5 % », « 12,00 € »."""

from decimal import Decimal

from django import template

from campagnon.exchanges import phrases
from campagnon.exchanges.quote_papers import cents
from campagnon.exchanges.vat import written_percent

register = template.Library()
register.filter("cents", cents)
register.filter("percent", written_percent)


@register.filter
def number(amount: Decimal) -> str:
    return phrases.number(amount)
