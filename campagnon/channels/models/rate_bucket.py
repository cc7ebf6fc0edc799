from django.db import models
from django.utils.translation import gettext_lazy as _


class RateBucket(models.Model):
    """How far ahead of its allowance somebody is: a token bucket kept as one moment (rate.py fills it)."""

    key = models.CharField(_("clé"), max_length=64, primary_key=True)
    # Seconds since 1970: the moment at which the bucket is full again.
    full_at = models.FloatField(_("plein à"), db_index=True)

    def __str__(self) -> str:
        return self.key
