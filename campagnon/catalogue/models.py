from django.db import models
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.modes import Mode, ModesField, split_modes


class Sector(models.Model):
    """One of the eight families of services."""

    slug = models.SlugField(_("code"), primary_key=True)
    label = models.CharField(_("nom"), max_length=60)
    icon = models.CharField(_("icône"), max_length=30)
    position = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label


class Service(models.Model):
    """One of the sixty services, with the ways of exchanging that it allows and its guard."""

    slug = models.SlugField(_("code"), unique=True)
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="services", verbose_name=_("secteur"))
    label = models.CharField(_("nom"), max_length=80)
    modes = ModesField(_("façons permises"))
    guard = models.CharField(_("garde-fou"), max_length=120, blank=True)
    gives_credit = models.BooleanField(_("peut ouvrir droit au crédit d’impôt"))
    sap = models.CharField(_("activité de service à la personne"), max_length=20, blank=True)
    cap_euros_a_year = models.PositiveIntegerField(_("plafond annuel, euros"), null=True)
    naf = models.CharField(_("codes NAF rév. 2"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label

    @property
    def hides_dates(self) -> bool:
        """Whether its dates would tell a burglar that a house is empty."""
        return self.sector_id == "absence"

    @property
    def is_discreet(self) -> bool:
        """Whether the words of a need stay off the boards: they tell of health, or of an empty house."""
        return self.sector_id in {"absence", "sante"}

    @property
    def mode_list(self) -> list[Mode]:
        return split_modes(self.modes)
