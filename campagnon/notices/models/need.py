from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.modes import Mode, ModesField, split_modes
from campagnon.common.ids import new_public_id
from campagnon.notices import phrases
from campagnon.notices.moments import PartOfDay


class CloseReason(models.TextChoices):
    """Why a need is no longer open; always said."""

    HELPED = "helped", _("aidé par Campagnon")
    ELSEWHERE = "elsewhere", _("trouvé ailleurs")
    USELESS = "useless", _("ce n’est plus utile")
    NOBODY = "nobody", _("personne n’a pu")
    PAST = "past", _("la date est passée")


class CameBy(models.TextChoices):
    """How a need reached us: the pilots must know."""

    WEB = "web", _("par le site")
    PHONE = "phone", _("par téléphone")
    COUNTER = "counter", _("au guichet")
    SMS = "sms", _("par SMS")
    EMAIL = "email", _("par e-mail")
    PAPER = "paper", _("sur papier")


class NeedQuerySet(models.QuerySet["Need"]):
    def open(self) -> "NeedQuerySet":
        return self.filter(closed_at=None)

    def due(self, now: datetime) -> "NeedQuerySet":
        return self.open().filter(next_step_at__lte=now)


class Need(models.Model):
    """What somebody needs, in their words, where and when, and what happens next."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="needs", verbose_name=_("demandé par")
    )
    # No index of their own: both searches have theirs below, and the planner must not hesitate.
    service = models.ForeignKey(
        "catalogue.Service", models.PROTECT, db_index=False, related_name="needs", verbose_name=_("service")
    )
    commune = models.ForeignKey(
        "territories.Commune", models.PROTECT, db_index=False, related_name="needs", verbose_name=_("commune")
    )
    words = models.CharField(_("en une phrase"), max_length=300)
    starts_on = models.DateField(_("à partir du"), null=True)
    ends_on = models.DateField(_("jusqu’au"), null=True)
    part_of_day = models.CharField(_("moment"), max_length=9, choices=PartOfDay.choices, blank=True)
    is_recurring = models.BooleanField(_("revient régulièrement"), default=False)
    modes = ModesField(_("façons d’échanger"))
    came_by = models.CharField(_("venu"), max_length=7, choices=CameBy.choices, default=CameBy.WEB)
    published_at = models.DateTimeField(_("publié le"), default=timezone.now)
    # What the ladder has done so far, and when it must act again: at most 48 h ahead.
    widened_at = models.DateTimeField(_("élargi le"), null=True)
    asker_told_at = models.DateTimeField(_("nouvelles données le"), null=True)
    desk_told_at = models.DateTimeField(_("confié au guichet le"), null=True)
    next_step_at = models.DateTimeField(_("prochaine étape"), null=True)
    closed_at = models.DateTimeField(_("fermé le"), null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("fermé par")
    )
    close_reason = models.CharField(_("raison"), max_length=9, choices=CloseReason.choices, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["service", "commune", "published_at", "modes", "id", "closed_at"],
                name="notices_need_open",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["commune", "published_at"], name="notices_need_board", condition=Q(closed_at=None)
            ),
            models.Index(fields=["next_step_at"], name="notices_need_due", condition=Q(closed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="notices_need_closed_with_a_reason",
                condition=Q(closed_at=None, close_reason="", next_step_at__isnull=False)
                | (Q(closed_at__isnull=False, next_step_at=None) & ~Q(close_reason="")),
            ),
            models.CheckConstraint(
                name="notices_need_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="notices_need_has_a_mode", condition=Q(modes__gte=1, modes__lte=7)),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def mode_list(self) -> list[Mode]:
        return split_modes(self.modes)

    @property
    def full_when(self) -> str:
        """Its moment in words, for those it concerns."""
        return phrases.when(self)

    @property
    def public_when(self) -> str:
        """Its moment in words, for anybody: nothing that tells of an empty house."""
        return "" if self.service.hides_dates else phrases.when(self)

    @property
    def last_day(self) -> date | None:
        """The day after which the need has no sense; None when it has no date or comes back."""
        if self.is_recurring:
            return None
        return self.ends_on
