from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_public_id


class EndReason(models.TextChoices):
    """How an exchange ended."""

    HELPED = "helped", _("c’est fait")
    ASKER_DECLINED = "asker", _("la personne a préféré une autre solution")
    HELPER_DECLINED = "helper", _("la personne qui aidait ne peut plus")
    SILENCE = "silence", _("sans nouvelles")
    NEED_CLOSED = "closed", _("le besoin est fermé")


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def live(self) -> "ExchangeQuerySet":
        return self.filter(ended_at=None)

    def of(self, user) -> "ExchangeQuerySet":
        return self.filter(Q(asker=user) | Q(helper=user))

    def due(self, now) -> "ExchangeQuerySet":
        return self.live().filter(next_step_at__lte=now)


class Exchange(models.Model):
    """Two people about one need, from the helper's yes to the thank-you."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    need = models.ForeignKey(
        "notices.Need", models.CASCADE, related_name="exchanges", verbose_name=_("besoin")
    )
    offer = models.ForeignKey(
        "notices.Offer", models.SET_NULL, null=True, related_name="exchanges", verbose_name=_("offre")
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("demandé par")
    )
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("aidé par")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes de route"))
    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    nudged_at = models.DateTimeField(_("relancé le"), null=True)
    # Free, and about weekly: that it might become a declared job was suggested, once.
    cesu_suggested_at = models.DateTimeField(_("emploi déclaré suggéré le"), null=True)
    cesu_declined_at = models.DateTimeField(_("suggestion écartée le"), null=True)
    next_step_at = models.DateTimeField(_("prochaine étape"), null=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("terminé par")
    )
    end_reason = models.CharField(_("fin"), max_length=7, choices=EndReason.choices, blank=True)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two helpers at the same instant: the database lets one through.
            models.UniqueConstraint(
                "need", name="exchanges_exchange_one_live_a_need", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="exchanges_exchange_ended_with_a_reason",
                condition=Q(ended_at=None, end_reason="", next_step_at__isnull=False)
                | (Q(ended_at__isnull=False, next_step_at=None) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="exchanges_exchange_cesu_declined_once_suggested",
                condition=Q(cesu_declined_at=None) | Q(cesu_suggested_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["asker", "ended_at"], name="exchanges_exchange_asker"),
            models.Index(fields=["helper", "ended_at"], name="exchanges_exchange_helper"),
            models.Index(fields=["next_step_at"], name="exchanges_exchange_due", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def contract(self):
        """The accepted quote that binds the two, if there is one."""
        return self.quotes.accepted().first()

    def other(self, user):
        """The person facing `user`."""
        return self.helper if user.pk == self.asker_id else self.asker
