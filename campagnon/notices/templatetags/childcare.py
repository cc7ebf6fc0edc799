from typing import Protocol

from django import template
from django.utils.translation import gettext as _

from campagnon.notices.childcare import is_childcare
from campagnon.notices.models import Need, Offer

register = template.Library()


class Answering(Protocol):
    """What joins a need and an offer, as a request or an exchange does."""

    need: Need
    offer: Offer | None


@register.filter
def childcare(answering: Answering) -> str:
    """Where children will be looked after, in a sentence; nothing when the need is about something else."""
    if not is_childcare([answering.need.service]):
        return ""
    said = answering.offer.childcare_words if answering.offer else ""
    return said or _(
        "Dites-vous où se fait la garde : chez la personne qui garde, il faut l’agrément du département."
    )
