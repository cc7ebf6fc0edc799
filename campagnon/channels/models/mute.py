from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.channels.topics import ALL


class MuteQuerySet(models.QuerySet["Mute"]):
    def silencing(self, topic: str) -> "MuteQuerySet":
        """Those under which nothing is written about a topic."""
        return self.filter(topic__in=[topic, ALL])


class Mute(models.Model):
    """Somebody asked to be left in peace about one topic, or about all that can be silenced."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes", verbose_name=_("personne")
    )
    topic = models.CharField(_("sujet"), max_length=10)
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "topic", name="channels_mute_once")]

    def __str__(self) -> str:
        return self.topic
