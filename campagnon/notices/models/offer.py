from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.catalogue.modes import Mode, ModesField, split_modes
from campagnon.common.ids import new_public_id
from campagnon.notices import phrases
from campagnon.notices.childcare import LONGEST_NUMBER, ChildcarePlace

MINIMUM_REACH_MINUTES, MAXIMUM_REACH_MINUTES = 5, 60
ALWAYS_AVAILABLE = (1 << 21) - 1  # seven days of three parts, Monday morning first


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self) -> "OfferQuerySet":
        """Those that can be shown: neither paused, nor resting, nor withdrawn."""
        return self.filter(paused_at=None, rested_at=None, withdrawn_at=None)

    def due(self, now: datetime) -> "OfferQuerySet":
        """Those to ask about, or to let rest; a paused one waits for its owner, not for us."""
        return self.filter(withdrawn_at=None, paused_at=None, next_step_at__lte=now)


class Offer(models.Model):
    """What somebody can do, how far they go, when, and how they wish to be thanked."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="offers", verbose_name=_("proposé par")
    )
    commune = models.ForeignKey(
        "territories.Commune",
        models.PROTECT,
        db_index=False,
        related_name="offers",
        verbose_name=_("commune"),
    )
    services = models.ManyToManyField(
        "catalogue.Service", through="OfferedService", related_name="offers", verbose_name=_("services")
    )
    words = models.CharField(_("en une phrase"), max_length=300)
    modes = ModesField(_("façons d’échanger"))
    reach_minutes = models.PositiveSmallIntegerField(
        _("rayon d’action, minutes"),
        validators=[MinValueValidator(MINIMUM_REACH_MINUTES), MaxValueValidator(MAXIMUM_REACH_MINUTES)],
    )
    # A bit for each part of each day of the week: 3 × weekday + (0 morning, 1 afternoon, 2 evening).
    availability = models.PositiveIntegerField(_("disponibilités"), default=ALWAYS_AVAILABLE)
    # Of those who look after children; at their own home, never without a number.
    childcare_place = models.CharField(
        _("où la garde se fait"), max_length=7, choices=ChildcarePlace.choices, blank=True
    )
    agrement_number = models.CharField(_("numéro d’agrément"), max_length=LONGEST_NUMBER, blank=True)
    published_at = models.DateTimeField(_("publié le"), default=timezone.now)
    # « Toujours valable ? », at the rhythm the owner chose; no answer and the offer rests.
    confirm_every_days = models.PositiveSmallIntegerField(_("redemander tous les"), default=90)
    confirmed_at = models.DateTimeField(_("confirmé le"), default=timezone.now)
    confirmation_asked_at = models.DateTimeField(_("confirmation demandée le"), null=True)
    next_step_at = models.DateTimeField(_("prochaine étape"), null=True)
    paused_at = models.DateTimeField(_("en pause depuis"), null=True)
    rested_at = models.DateTimeField(_("au repos depuis"), null=True)
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_step_at"], name="notices_offer_due", condition=Q(withdrawn_at=None)),
            models.Index(
                fields=["commune", "published_at", "reach_minutes", "id"],
                name="notices_offer_board",
                condition=Q(paused_at=None, rested_at=None, withdrawn_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="notices_offer_has_a_mode", condition=Q(modes__gte=1, modes__lte=7)),
            models.CheckConstraint(
                name="notices_offer_reach",
                condition=Q(
                    reach_minutes__gte=MINIMUM_REACH_MINUTES, reach_minutes__lte=MAXIMUM_REACH_MINUTES
                ),
            ),
            models.CheckConstraint(
                name="notices_offer_home_needs_agrement",
                condition=~Q(childcare_place=ChildcarePlace.SITTER) | ~Q(agrement_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.paused_at is None and self.rested_at is None and self.withdrawn_at is None

    @property
    def shown_name(self) -> str:
        """The trade's name for what a professional alone does, else the first name."""
        if self.modes == Mode.PRO and hasattr(self.author, "professional"):
            return self.author.professional.trade_name
        return self.author.first_name

    @property
    def shown_modes(self) -> list[Mode]:
        """The ways that others read: on a quote while the insurance runs; reads `author.professional`."""
        trade = getattr(self.author, "professional", None)
        is_insured = trade is not None and trade.is_insured_on(timezone.localdate())
        return split_modes(self.modes if is_insured else self.modes & ~Mode.PRO)

    @property
    def service_names(self) -> str:
        return ", ".join(service.label for service in self.services.all())

    @property
    def mode_list(self) -> list[Mode]:
        return split_modes(self.modes)

    @property
    def childcare_words(self) -> str:
        """Where children are looked after, and by which agrément; nothing of any other offer."""
        if not self.childcare_place:
            return ""
        return phrases.childcare(self.author.first_name, self.childcare_place, self.agrement_number)


class OfferedService(models.Model):
    """One service of one offer, laid out for the search: what it repeats, `list_offer` keeps true."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="offered_services", verbose_name=_("offre"))
    # No index of their own: the search's is the only way in, and the planner must not hesitate.
    service = models.ForeignKey(
        "catalogue.Service", models.PROTECT, db_index=False, related_name="+", verbose_name=_("service")
    )
    commune = models.ForeignKey(
        "territories.Commune", models.PROTECT, db_index=False, related_name="+", verbose_name=_("commune")
    )
    reach_minutes = models.PositiveSmallIntegerField(_("rayon d’action, minutes"))
    modes = ModesField(_("façons permises pour ce service"))
    # Among equals in distance, the lower comes first (matching/ranking.py).
    rank = models.PositiveSmallIntegerField(_("rang"), default=50)
    is_listed = models.BooleanField(_("visible"))

    class Meta:
        constraints = [
            models.UniqueConstraint("offer", "service", name="notices_offeredservice_once"),
        ]
        indexes = [
            # Answers the search by itself; SQLite asks for `is_listed` too, although the condition says it.
            models.Index(
                fields=["service", "commune", "rank", "reach_minutes", "modes", "offer", "is_listed"],
                name="notices_offered_search",
                condition=Q(is_listed=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.service_id}"
