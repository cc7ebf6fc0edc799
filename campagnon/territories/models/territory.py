import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.territories.colours import carries_ink, reads_as_ink
from campagnon.territories.laying_out import from_layout
from campagnon.territories.models.commune import Epci
from campagnon.territories.opening import Calendar
from campagnon.territories.saying_hours import said_now

HEX = re.compile(r"^#[0-9A-Fa-f]{6}\Z")


def validate_hedge(colour: str) -> None:
    """Refuse a colour that cannot be read on paper, or on which white cannot be read."""
    if HEX.match(colour) and not reads_as_ink(colour):
        raise ValidationError(
            _("Cette couleur est trop claire pour être lue : choisissez-en une plus foncée.")
        )


def validate_wash(colour: str) -> None:
    """Refuse a background on which ink cannot be read."""
    if HEX.match(colour) and not carries_ink(colour):
        raise ValidationError(_("Ce fond est trop foncé pour y lire : choisissez-en un plus clair."))


validate_hex = RegexValidator(HEX.pattern, _("Écrivez la couleur ainsi : #1C5238."))


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def open(self) -> "TerritoryQuerySet":
        return self.filter(opened_at__lte=timezone.now())


class Territory(models.Model):
    """A communauté de communes where Campagnon is open."""

    epci = models.OneToOneField(
        Epci, models.PROTECT, primary_key=True, related_name="territory", verbose_name=_("intercommunalité")
    )
    slug = models.SlugField(_("adresse"), unique=True)
    name = models.CharField(_("nom"), max_length=80)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    # In words; written by `keep_hours` once the counter's hours are known.
    phone_hours = models.CharField(_("heures du téléphone"), max_length=200, blank=True)
    # Hours and closed days laid out for the pages, which read no table more: `keep_hours` keeps them true.
    opening = models.JSONField(_("ouverture"), default=dict, blank=True)
    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    # None when it was opened from the command line.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("ouvert par")
    )
    priority_sectors = models.JSONField(_("secteurs prioritaires"), default=list, blank=True)
    # What the law wants to be read of whoever publishes a site: where they sit, and who answers for it.
    seat = models.CharField(
        _("siège de la communauté de communes, adresse postale"), max_length=200, blank=True
    )
    publication_director = models.CharField(
        _("directrice ou directeur de la publication"), max_length=120, blank=True
    )
    mairie_word = models.TextField(_("mot de la mairie"), blank=True)
    hedge_colour = models.CharField(
        _("couleur des actions"), max_length=7, blank=True, validators=[validate_hex, validate_hedge]
    )
    wash_colour = models.CharField(
        _("couleur des fonds"), max_length=7, blank=True, validators=[validate_hex, validate_wash]
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def calendar(self) -> Calendar | None:
        """When its counter answers; None as long as nobody said."""
        return from_layout(self.opening) if self.opening else None

    @property
    def said_now(self) -> str:
        """« ouvert jusqu’à 12 h » or « rouvre lundi à 9 h », where the number is shown."""
        return said_now(timezone.localtime(), self.calendar) if self.calendar else ""
