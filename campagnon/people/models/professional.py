from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class VatRegime(models.TextChoices):
    """How an enterprise stands towards VAT."""

    FRANCHISE = "franchise", _("Franchise en base : pas de TVA")
    REAL = "real", _("TVA facturée")


class Professional(models.Model):
    """The trade of somebody paid on a quote: who they are before the law, their insurances, their travel."""

    user = models.OneToOneField(
        "people.User", models.CASCADE, related_name="professional", verbose_name=_("personne")
    )
    siret = models.CharField(_("SIRET"), max_length=14, unique=True)
    trade_name = models.CharField(_("nom de l’entreprise"), max_length=80)
    trade = models.CharField(_("métier"), max_length=80)
    insured_until = models.DateField(_("assuré jusqu’au"))
    registered_at = models.DateTimeField(_("inscrit le"), default=timezone.now)

    # What the law asks on a quote and an invoice.
    legal_name = models.CharField(_("nom légal"), max_length=120, blank=True)
    street = models.CharField(_("adresse"), max_length=120, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    town = models.CharField(_("ville"), max_length=80, blank=True)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    registration = models.CharField(_("immatriculation"), max_length=80, blank=True)
    vat_regime = models.CharField(_("TVA"), max_length=9, choices=VatRegime.choices, blank=True)
    vat_number = models.CharField(_("numéro de TVA"), max_length=15, blank=True)
    insurer = models.CharField(_("assureur et zone couverte"), max_length=160, blank=True)
    mediator = models.CharField(_("médiateur de la consommation"), max_length=200, blank=True)

    # Building trades: the ten-year cover.
    ten_year_insurer = models.CharField(_("assureur décennal et zone couverte"), max_length=160, blank=True)
    ten_year_until = models.DateField(_("décennale jusqu’au"), null=True)

    # A declared provider of services à la personne: its clients may have the tax credit.
    sap_number = models.CharField(_("numéro de déclaration SAP"), max_length=12, blank=True)
    sap_declared_on = models.DateField(_("déclaré SAP le"), null=True)

    # Travel: so much within so many minutes, then so much for every ten minutes begun; before tax.
    travel_euros = models.DecimalField(
        _("déplacement, euros"),
        max_digits=6,
        decimal_places=2,
        null=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    travel_included_minutes = models.PositiveSmallIntegerField(_("minutes comprises"), default=15)
    travel_euros_per_10_minutes = models.DecimalField(
        _("euros par 10 min de plus"),
        max_digits=6,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
    )

    # The end that the clock has told of, a month before: the date itself, so that it is said once.
    warned_of_insurance = models.DateField(_("prévenu de la fin du"), null=True)
    warned_of_ten_year = models.DateField(_("prévenu de la fin de la décennale du"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_professional_sap_is_dated",
                condition=models.Q(sap_number="", sap_declared_on=None)
                | (~models.Q(sap_number="") & models.Q(sap_declared_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="people_professional_ten_year_is_dated",
                condition=models.Q(ten_year_insurer="", ten_year_until=None)
                | (~models.Q(ten_year_insurer="") & models.Q(ten_year_until__isnull=False)),
            ),
            models.CheckConstraint(
                name="people_professional_vat_is_numbered",
                condition=~models.Q(vat_regime=VatRegime.REAL) | ~models.Q(vat_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.trade_name

    @property
    def siren(self) -> str:
        """The enterprise's own number; the SIRET adds one of its addresses."""
        return self.siret[:9]

    def is_insured_on(self, day: date) -> bool:
        return self.insured_until >= day

    def has_ten_year_cover_on(self, day: date) -> bool:
        return self.ten_year_until is not None and self.ten_year_until >= day

    def is_sap_on(self, day: date) -> bool:
        """Whether its services à la personne are declared by that day."""
        return self.sap_declared_on is not None and self.sap_declared_on <= day

    @property
    def can_quote(self) -> bool:
        """Whether everything that the law asks on a quote is known."""
        return all(
            (
                self.legal_name,
                self.street,
                self.postcode,
                self.town,
                self.phone,
                self.email,
                self.vat_regime,
                self.insurer,
                self.mediator,
            )
        )
