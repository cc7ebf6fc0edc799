from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campagnon.territories.models.territory import Territory
from campagnon.territories.opening import Span


class CounterHours(models.Model):
    """When a territory's counter answers on one day of the week: two spans at most."""

    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="counter_hours", verbose_name=_("territoire")
    )
    weekday = models.PositiveSmallIntegerField(_("jour de la semaine"))  # 0 on Monday
    opens_at = models.TimeField(_("ouvre à"))
    closes_at = models.TimeField(_("ferme à"))
    reopens_at = models.TimeField(_("rouvre à"), null=True)
    recloses_at = models.TimeField(_("referme à"), null=True)

    class Meta:
        verbose_name_plural = "counter hours"
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint("territory", "weekday", name="territories_counterhours_one_a_day"),
            models.CheckConstraint(name="territories_counterhours_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="territories_counterhours_in_order", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="territories_counterhours_second_span_after_the_first",
                condition=Q(reopens_at=None, recloses_at=None)
                | Q(
                    reopens_at__isnull=False,
                    recloses_at__isnull=False,
                    reopens_at__gt=F("closes_at"),
                    recloses_at__gt=F("reopens_at"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.weekday}"

    @property
    def spans(self) -> tuple[Span, ...]:
        first = Span(self.opens_at, self.closes_at)
        if self.reopens_at is None or self.recloses_at is None:
            return (first,)
        return (first, Span(self.reopens_at, self.recloses_at))


class ClosedDay(models.Model):
    """A day, or some days in a row, on which a counter does not answer, and why."""

    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="closed_days", verbose_name=_("territoire")
    )
    first_on = models.DateField(_("premier jour"))
    last_on = models.DateField(_("dernier jour"))
    reason = models.CharField(_("raison"), max_length=80)

    class Meta:
        ordering = ["first_on"]
        constraints = [
            models.UniqueConstraint("territory", "first_on", name="territories_closedday_once"),
            models.CheckConstraint(
                name="territories_closedday_in_order", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(name="territories_closedday_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason
