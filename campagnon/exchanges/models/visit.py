from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_public_id


class VisitQuerySet(models.QuerySet["Visit"]):
    def coming(self, now) -> "VisitQuerySet":
        return self.filter(cancelled_at=None, ends_at__gt=now)

    def unsettled(self) -> "VisitQuerySet":
        """Neither cancelled, nor said to have happened or not."""
        return self.filter(cancelled_at=None, happened_at=None, missed_at=None)


class Visit(models.Model):
    """One agreed moment, and whether it took place."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    exchange = models.ForeignKey("exchanges.Exchange", models.CASCADE, related_name="visits")
    agreement = models.ForeignKey("exchanges.Agreement", models.CASCADE, related_name="visits")
    # 0 for the first, 1 a week later: a moved or cancelled visit keeps its turn, so that it is booked once.
    turn = models.PositiveSmallIntegerField(_("rang"), default=0)
    # Grows at each change, so that agendas replace what they hold.
    sequence = models.PositiveSmallIntegerField(_("version"), default=0)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    booked_at = models.DateTimeField(_("fixé le"), default=timezone.now)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True)
    asked_at = models.DateTimeField(_("« a-t-il eu lieu ? » demandé le"), null=True)
    asked_again_at = models.DateTimeField(_("redemandé le"), null=True)
    happened_at = models.DateTimeField(_("a eu lieu, dit le"), null=True)
    missed_at = models.DateTimeField(_("n’a pas eu lieu, dit le"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(_("annulé le"), null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    cancel_words = models.CharField(_("un mot d’explication"), max_length=200, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint("agreement", "turn", name="exchanges_visit_once"),
            models.CheckConstraint(
                name="exchanges_visit_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="exchanges_visit_one_end",
                condition=Q(happened_at=None, missed_at=None)
                | Q(happened_at=None, cancelled_at=None)
                | Q(missed_at=None, cancelled_at=None),
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="exchanges_visit_starts")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def hours(self) -> float:
        return (self.ends_at - self.starts_at).total_seconds() / 3600
