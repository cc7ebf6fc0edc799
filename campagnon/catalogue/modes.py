"""The three ways of exchanging."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.IntegerChoices):
    """One way of exchanging; several add up to a set of ways (1 to 7)."""

    FREE = 1, _("Entraide")
    CESU = 2, _("CESU")
    PRO = 4, _("Professionnel")


ALL_MODES = Mode.FREE | Mode.CESU | Mode.PRO
NAMES = {"free": Mode.FREE, "cesu": Mode.CESU, "pro": Mode.PRO}


def split_modes(modes: int) -> list[Mode]:
    """The ways in a set, in their fixed order."""
    return [mode for mode in Mode if modes & mode]


class ModesField(models.PositiveSmallIntegerField):
    """A set of ways, kept as the sum of its `Mode` values."""

    description = _("Façons d’échanger")
