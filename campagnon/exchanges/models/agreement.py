from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.modes import Mode

LONGEST_VISIT_HOURS = 12


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def standing(self) -> "AgreementQuerySet":
        """Accepted for the whole exchange, and not replaced since."""
        return self.filter(accepted_at__isnull=False, replaced_at=None, moves=None)

    def proposed(self) -> "AgreementQuerySet":
        return self.filter(accepted_at=None, declined_at=None, replaced_at=None)


class Agreement(models.Model):
    """A way, a day, an hour and a length: proposed by one, accepted by the other."""

    exchange = models.ForeignKey("exchanges.Exchange", models.CASCADE, related_name="agreements")
    mode = models.PositiveSmallIntegerField(_("façon d’échanger"), choices=Mode.choices)
    starts_at = models.DateTimeField(_("jour et heure"))
    hours = models.DecimalField(_("durée, heures"), max_digits=4, decimal_places=2)
    is_weekly = models.BooleanField(_("chaque semaine"), default=False)
    # One visit only; None for the whole exchange.
    moves = models.ForeignKey(
        "exchanges.Visit", models.CASCADE, null=True, related_name="moves", verbose_name=_("déplace")
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField(_("proposé le"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepté le"), null=True)
    declined_at = models.DateTimeField(_("refusé le"), null=True)
    replaced_at = models.DateTimeField(_("remplacé le"), null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "exchange",
                name="exchanges_agreement_one_standing",
                condition=Q(accepted_at__isnull=False, replaced_at=None, moves=None),
            ),
            models.UniqueConstraint(
                "exchange",
                name="exchanges_agreement_one_proposed",
                condition=Q(accepted_at=None, declined_at=None, replaced_at=None),
            ),
            models.CheckConstraint(
                name="exchanges_agreement_one_answer",
                condition=Q(accepted_at=None) | Q(declined_at=None),
            ),
            models.CheckConstraint(
                name="exchanges_agreement_hours",
                condition=Q(hours__gt=0, hours__lte=LONGEST_VISIT_HOURS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def way(self) -> Mode:
        return Mode(self.mode)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=float(self.hours))

    @property
    def stands(self) -> bool:
        return self.accepted_at is not None and self.replaced_at is None and self.moves_id is None

    @property
    def waits(self) -> bool:
        """Whether it still waits for an answer."""
        return self.accepted_at is None and self.declined_at is None and self.replaced_at is None
