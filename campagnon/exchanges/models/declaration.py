from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Declaration(models.Model):
    """An employer's word that a month of an exchange was declared; neither wage nor amount is kept."""

    exchange = models.ForeignKey("exchanges.Exchange", models.CASCADE, related_name="declarations")
    # The first day of the month that was worked.
    month = models.DateField(_("mois"))
    declared_at = models.DateTimeField(_("déclaré, dit le"), default=timezone.now)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("exchange", "month", name="exchanges_declaration_once"),
            models.CheckConstraint(
                name="exchanges_declaration_first_of_month", condition=models.Q(month__day=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
