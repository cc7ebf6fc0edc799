from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_public_id


class CallQuerySet(models.QuerySet["Call"]):
    def under_way(self) -> "CallQuerySet":
        return self.filter(ended_at=None)


class Call(models.Model):
    """Somebody at the telephone or at the counter, and what the agent typed, kept as it is typed."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, related_name="calls", verbose_name=_("territoire")
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calls_taken", verbose_name=_("agent")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="calls", verbose_name=_("personne")
    )
    # At the counter rather than on the telephone.
    is_at_counter = models.BooleanField(_("au guichet"), default=False)
    # Fields of the screen by name, as they were last typed: a cut line or browser loses nothing.
    typed = models.JSONField(_("saisie"), default=dict, blank=True)
    # Grows at each act: what was typed before it and comes late is not taken for something new.
    turn = models.PositiveSmallIntegerField(_("tour"), default=0)
    notes = models.TextField(_("note d’appel"), blank=True, max_length=2000)
    needs = models.ManyToManyField("notices.Need", related_name="calls", verbose_name=_("besoins"))
    began_at = models.DateTimeField(_("commencé le"), default=timezone.now)
    ended_at = models.DateTimeField(_("terminé le"), null=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agent"], name="desk_call_under_way", condition=models.Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M}"
