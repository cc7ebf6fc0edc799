from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.channels.models.delivery import Channel


class InboundMessage(models.Model):
    """A message that came in: who sent it, what it was taken for, and whether the desk has it."""

    channel = models.CharField(_("canal"), max_length=6, choices=Channel.choices)
    sender = models.CharField(_("de"), max_length=254)
    text = models.TextField(_("texte"))
    # What the network calls it: one message acts once, however often it is handed over.
    external_id = models.CharField(_("numéro"), max_length=255)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="said", verbose_name=_("personne")
    )
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    # What it was taken for: "answer", "need", "reply", "stop"; empty when nobody could tell.
    taken_for = models.CharField(_("compris comme"), max_length=10, blank=True)
    # Why a person must read it.
    handed_to_desk_at = models.DateTimeField(_("confié au guichet le"), null=True)
    reason = models.CharField(_("raison"), max_length=200, blank=True)
    settled_at = models.DateTimeField(_("réglé le"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("réglé par")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("channel", "external_id", name="channels_inboundmessage_taken_once"),
            models.CheckConstraint(
                name="channels_inboundmessage_handed_with_a_reason",
                condition=Q(handed_to_desk_at=None, reason="")
                | (Q(handed_to_desk_at__isnull=False) & ~Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], name="channels_inbound_age"),
            models.Index(
                fields=["handed_to_desk_at"],
                name="channels_inbound_at_the_desk",
                condition=Q(handed_to_desk_at__isnull=False, settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
