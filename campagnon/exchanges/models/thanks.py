from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Thanks(models.Model):
    """A word of thanks, read by the other, and a private answer to « would you ask again? »."""

    exchange = models.ForeignKey("exchanges.Exchange", models.CASCADE, related_name="thanks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    words = models.CharField(_("vos mots"), max_length=300, blank=True)
    # Private: read by nobody but its author, counted by the pilot.
    would_again = models.BooleanField(_("le referiez-vous ?"), null=True)
    said_at = models.DateTimeField(_("dit le"), default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint("exchange", "by", name="exchanges_thanks_once")]

    def __str__(self) -> str:
        return self.words[:40]
