from django import template

from campagnon.notices.sentence.danger import emergencies_in

register = template.Library()


@register.inclusion_tag("notices/_danger.html")
def danger(words: str) -> dict:
    """Whom to call first, when somebody's words say that they are in danger; nothing otherwise."""
    return {"emergencies": emergencies_in(words)}
