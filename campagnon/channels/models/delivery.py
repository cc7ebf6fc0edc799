from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# What is older than that no longer helps anybody.
STUCK_FOR = timedelta(weeks=2)
TRIES_IN_VAIN = 3


class Channel(models.TextChoices):
    """How a word reaches somebody."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    LETTER = "letter", _("lettre")
    CALL = "call", _("téléphone")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(sent_at=None, given_up_at=None)

    def stuck(self, now: datetime) -> "DeliveryQuerySet":
        """What somebody at the desk should look at: given up lately, or tried in vain several times."""
        lately = now - STUCK_FOR
        tried = Q(sent_at=None, given_up_at=None, tries__gte=TRIES_IN_VAIN) & ~Q(trouble="")
        return self.readable().filter(Q(given_up_at__gte=lately) | tried, written_at__gte=lately)

    def readable(self) -> "DeliveryQuerySet":
        """Those of which more is left than their key."""
        return self.filter(blanked_at=None)


class Delivery(models.Model):
    """One message to one address, kept until it has left: the outbox."""

    channel = models.CharField(_("canal"), max_length=6, choices=Channel.choices)
    to = models.CharField(_("adresse"), max_length=254)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="deliveries", verbose_name=_("pour")
    )
    subject = models.CharField(_("objet"), max_length=200, blank=True)
    text = models.TextField(_("texte"))
    html = models.TextField(_("mise en page"), blank=True)
    # One message is written once, whatever asks for it again.
    key = models.CharField(_("clé"), max_length=120, unique=True)
    # What it is about, as somebody may ask to be left in peace; empty when it cannot be silenced.
    topic = models.CharField(_("sujet"), max_length=10, blank=True)
    # What one word would answer, by a digit or at the desk.
    question = models.ForeignKey(
        "channels.Question", models.SET_NULL, null=True, related_name="deliveries", verbose_name=_("question")
    )
    # Where an answer by e-mail goes; empty: to the sender of all our letters.
    reply_to = models.CharField(_("réponse à"), max_length=254, blank=True)
    # After that moment it is of no use: at night, only what cannot wait for the morning leaves.
    needed_by = models.DateTimeField(_("utile jusqu’à"), null=True)
    written_at = models.DateTimeField(_("écrit le"), default=timezone.now)
    next_try_at = models.DateTimeField(_("prochain essai"), default=timezone.now, null=True)
    tries = models.PositiveSmallIntegerField(_("essais"), default=0)
    # On paper, at the desk; it has left once it is posted.
    printed_at = models.DateTimeField(_("imprimé le"), null=True)
    sent_at = models.DateTimeField(_("parti le"), null=True)
    # What the network says of an SMS that left: it is on the telephone.
    reached_at = models.DateTimeField(_("arrivé le"), null=True)
    given_up_at = models.DateTimeField(_("abandonné le"), null=True)
    trouble = models.CharField(_("dernier incident"), max_length=200, blank=True)
    # Since when nothing is left of it but its key.
    blanked_at = models.DateTimeField(_("effacé le"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="channels_delivery_waiting",
                condition=Q(sent_at=None, given_up_at=None),
            ),
            models.Index(
                fields=["written_at"], name="channels_delivery_readable", condition=Q(blanked_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="channels_delivery_sent_or_given_up",
                condition=Q(sent_at=None) | Q(given_up_at=None),
            ),
            models.CheckConstraint(
                name="channels_delivery_blanked_says_nothing",
                condition=Q(blanked_at=None)
                | Q(to="", subject="", text="", html="", trouble="", reply_to=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.written_at:%Y-%m-%d %H:%M}"
