from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

HOLDS = timedelta(days=2 * 365)
ENDS_SOON = timedelta(days=31)


class VouchQuerySet(models.QuerySet["Vouch"]):
    def standing(self, on: date) -> "VouchQuerySet":
        return self.filter(revoked_at=None, met_on__lte=on, until__gte=on)

    def ending(self, on: date) -> "VouchQuerySet":
        """Those standing that run out within a month: the people to meet again."""
        return self.standing(on).filter(until__lte=on + ENDS_SOON)


class Vouch(models.Model):
    """A town hall met somebody and vouches for who they are."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="vouches", verbose_name=_("personne")
    )
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, related_name="+", verbose_name=_("territoire")
    )
    # The commune whose town hall met them.
    commune = models.ForeignKey(
        "territories.Commune", models.PROTECT, related_name="+", verbose_name=_("mairie de")
    )
    met_on = models.DateField(_("rencontré le"))
    until = models.DateField(_("jusqu’au"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    revoked_at = models.DateTimeField(_("retiré le"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("retiré par")
    )

    objects = VouchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vouches"
        constraints = [
            models.UniqueConstraint(
                "person", name="people_vouch_one_at_a_time", condition=Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="people_vouch_ends_after_it_begins", condition=Q(until__gte=F("met_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.commune})"
