from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_token


class Answer(models.TextChoices):
    """What a helper says when asked."""

    YES = "yes", _("oui")
    NO = "no", _("non")
    LATER = "later", _("pas cette fois-ci, plus tard")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> "SuggestionQuerySet":
        return self.filter(answered_at=None, ended_at=None)

    def said_yes(self) -> "SuggestionQuerySet":
        return self.filter(answer=Answer.YES, ended_at=None)

    def stopped(self) -> "SuggestionQuerySet":
        """Ended before any answer."""
        return self.filter(answered_at=None, ended_at__isnull=False)


class Suggestion(models.Model):
    """One helper asked for one need: when, what they said, and how it ended."""

    # Stands for the helper in the links of their message; opens a page, changes nothing by itself.
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    need = models.ForeignKey(
        "notices.Need", models.CASCADE, related_name="suggestions", verbose_name=_("besoin")
    )
    offer = models.ForeignKey(
        "notices.Offer", models.CASCADE, related_name="suggestions", verbose_name=_("offre")
    )
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="suggestions", verbose_name=_("personne")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes de route"))
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    # The place was free again: what was said before no longer counts.
    asked_again_at = models.DateTimeField(_("redemandé le"), null=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True)
    answer = models.CharField(_("réponse"), max_length=5, choices=Answer.choices, blank=True)
    # The need closed, or somebody else was first, before this helper's answer could serve.
    ended_at = models.DateTimeField(_("sans suite depuis"), null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("need", "helper", name="matching_suggestion_asked_once"),
            models.CheckConstraint(
                name="matching_suggestion_answer_is_dated",
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]
        indexes = [models.Index(fields=["helper", "asked_at"], name="matching_suggestion_habit")]

    def __str__(self) -> str:
        return f"{self.helper} → {self.need_id}"

    @property
    def last_asked_at(self) -> datetime:
        return self.asked_again_at or self.asked_at
