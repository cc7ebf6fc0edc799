from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from campagnon.exchanges.totals import Line


class LineKind(models.TextChoices):
    """What a line pays for."""

    LABOUR = "labour", _("Main-d’œuvre")
    TRAVEL = "travel", _("Déplacement")
    SUPPLIES = "supplies", _("Fournitures")


class PricedLine(models.Model):
    """One thing to pay for: how many of what, at what price before tax, at which VAT rate."""

    position = models.PositiveSmallIntegerField(_("rang"))
    kind = models.CharField(_("nature"), max_length=8, choices=LineKind.choices)
    label = models.CharField(_("désignation"), max_length=160)
    quantity = models.DecimalField(
        _("quantité"), max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    unit = models.CharField(_("unité"), max_length=12)
    unit_euros = models.DecimalField(_("prix unitaire hors taxe, euros"), max_digits=9, decimal_places=2)
    vat_percent = models.DecimalField(_("TVA, %"), max_digits=4, decimal_places=2, default=Decimal(0))

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label

    def as_line(self) -> Line:
        return Line(self.quantity, self.unit_euros, self.vat_percent)
