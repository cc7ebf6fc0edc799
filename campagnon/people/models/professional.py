from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Professional(models.Model):
    """The trade of somebody paid on a quote: its SIRET, its name, its insurance until a date."""

    user = models.OneToOneField(
        "people.User", models.CASCADE, related_name="professional", verbose_name=_("personne")
    )
    siret = models.CharField(_("SIRET"), max_length=14, unique=True)
    trade_name = models.CharField(_("nom de l’entreprise"), max_length=80)
    trade = models.CharField(_("métier"), max_length=80)
    insured_until = models.DateField(_("assuré jusqu’au"))
    registered_at = models.DateTimeField(_("inscrit le"), default=timezone.now)

    def __str__(self) -> str:
        return self.trade_name

    def is_insured_on(self, day: date) -> bool:
        return self.insured_until >= day
