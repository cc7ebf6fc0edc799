"""What the law says of a declared job, for the templates of every room."""

from typing import Any

from django import template
from django.utils import timezone

from campagnon.cesu.figures import NoFigure
from campagnon.cesu.phrases import credit_words, minors_in_short
from campagnon.cesu.said import minors_said_on, minors_sources_on
from campagnon.cesu.service_law import service_on

register = template.Library()

# The way CESU in a set of ways (catalogue.modes.Mode): a room does not import the one beside it.
CESU = 2


@register.inclusion_tag("cesu/_law.html")
def cesu_law(slug: str, modes: int = CESU) -> dict[str, Any]:
    """« Peut être déclaré » and « donne droit au crédit d’impôt », apart; nothing unless CESU is possible."""
    today = timezone.localdate()
    if not modes & CESU:
        return {}
    try:
        law = service_on(slug, today)
    except NoFigure:
        return {}
    return {"credit": credit_words(law), "is_doubtful": law.figure.is_doubtful_on(today)}


@register.simple_tag
def minors_in_one_line() -> str:
    """The same in one line, for where people agree."""
    return minors_in_short(timezone.localdate())


@register.filter
def allows_cesu(modes: int) -> bool:
    """Whether CESU is one of the ways."""
    return bool(modes & CESU)


@register.inclusion_tag("cesu/_minors.html")
def minors_rules() -> dict[str, Any]:
    """What may be asked of somebody of 16 or 17, and where it was read."""
    today = timezone.localdate()
    return {"minors": minors_said_on(today), "sources": minors_sources_on(today)}
