from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.channels.models.delivery import Channel


class Word(models.TextChoices):
    """What one digit says: 1, 2 or 3."""

    YES = "yes", _("oui")
    NO = "no", _("non")
    CALL_ME = "call", _("rappelez-moi")


class QuestionQuerySet(models.QuerySet["Question"]):
    def unanswered(self) -> "QuestionQuerySet":
        """Those to which neither yes nor no was said: who wants to be called back may still say it."""
        return self.filter(Q(answered_at=None) | Q(answer=Word.CALL_ME))

    def open(self, now: datetime) -> "QuestionQuerySet":
        """Those that an answer still serves."""
        return self.unanswered().filter(withdrawn_at=None, expires_at__gt=now)


class Question(models.Model):
    """Something asked of somebody that one word answers: a digit by SMS, one click at the desk."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="questions", verbose_name=_("posée à")
    )
    # What is asked, and about what: words of the room that asks, and that hears the answer.
    purpose = models.CharField(_("but"), max_length=20)
    target = models.CharField(_("objet"), max_length=64)
    # As it is said aloud, at the desk.
    words = models.CharField(_("question"), max_length=300)
    # The letter that tells it from the others that wait for the same person.
    code = models.CharField(_("lettre"), max_length=1)
    asked_at = models.DateTimeField(_("posée le"), default=timezone.now)
    expires_at = models.DateTimeField(_("utile jusqu’à"))
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True)
    answered_at = models.DateTimeField(_("répondue le"), null=True)
    answer = models.CharField(_("réponse"), max_length=4, choices=Word.choices, blank=True)
    came_by = models.CharField(_("par"), max_length=6, choices=Channel.choices, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("purpose", "target", "person", name="channels_question_asked_once"),
            models.CheckConstraint(
                name="channels_question_answer_is_dated",
                condition=Q(answered_at=None, answer="", came_by="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(came_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def is_open(self, now: datetime) -> bool:
        """Whether an answer still serves, as the queryset says it."""
        is_unanswered = self.answered_at is None or self.answer == Word.CALL_ME
        return is_unanswered and self.withdrawn_at is None and self.expires_at > now
