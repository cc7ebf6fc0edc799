from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Nobody can sign on the telephone: what was agreed aloud holds until the page is signed.
ORAL_AGREEMENT_HOLDS = timedelta(days=30)
LONGEST = timedelta(days=365)
# When the person is told that it ends, and the desk sees it.
ENDS_SOON = timedelta(days=31)
SPOKEN_ENDS_SOON = timedelta(days=7)


class Covers(models.TextChoices):
    """What the town hall may do in somebody's name."""

    NEEDS = "needs", _("ses besoins et ses rendez-vous")
    EVERYTHING = "all", _("ses besoins, ses rendez-vous et les services rendus")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def standing(self, on: date) -> "MandateQuerySet":
        """Those under which an agent may act that day."""
        spoken = Q(signed_on=None, given_orally_on__gt=on - ORAL_AGREEMENT_HOLDS)
        return self.filter(spoken | Q(signed_on__isnull=False), revoked_at=None, until__gte=on)

    def ending(self, on: date) -> "MandateQuerySet":
        """Those standing that end within a month; within a week when they were never signed."""
        signed = Q(signed_on__isnull=False, until__lte=on + ENDS_SOON)
        week = on + SPOKEN_ENDS_SOON
        given = Q(given_orally_on__lte=week - ORAL_AGREEMENT_HOLDS + timedelta(days=1))
        spoken = Q(signed_on=None) & (given | Q(until__lte=week))
        return self.standing(on).filter(signed | spoken)


class Mandate(models.Model):
    """Somebody lets the town hall act in their name: for what, until when, and how they said so."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mandates", verbose_name=_("personne")
    )
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, related_name="+", verbose_name=_("territoire")
    )
    covers = models.CharField(_("porte sur"), max_length=5, choices=Covers.choices, default=Covers.NEEDS)
    given_orally_on = models.DateField(_("accord donné de vive voix le"), default=timezone.localdate)
    signed_on = models.DateField(_("signé le"), null=True)
    until = models.DateField(_("jusqu’au"))
    recorded_at = models.DateTimeField(_("noté le"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("noté par")
    )
    end_told_at = models.DateTimeField(_("fin annoncée le"), null=True)
    revoked_at = models.DateTimeField(_("repris le"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("repris par")
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "territory", name="people_mandate_one_at_a_time", condition=Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="people_mandate_ends_after_it_begins", condition=Q(until__gte=F("given_orally_on"))
            ),
            models.CheckConstraint(
                name="people_mandate_signed_after_given",
                condition=Q(signed_on=None) | Q(signed_on__gte=F("given_orally_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.territory}"

    @property
    def covers_yours(self) -> str:
        """What it covers, said to the person."""
        if self.covers == Covers.EVERYTHING:
            return gettext("vos besoins, vos rendez-vous et les services que vous rendez")
        return gettext("vos besoins et vos rendez-vous")

    @property
    def holds_until(self) -> date:
        """The last day under it: an unsigned one ends a month after the word was given."""
        if self.signed_on:
            return self.until
        return min(self.until, self.given_orally_on + ORAL_AGREEMENT_HOLDS - timedelta(days=1))
