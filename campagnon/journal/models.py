from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campagnon.common.ids import new_token


class Entry(models.Model):
    """One act, never changed: who did what to what, and when."""

    at = models.DateTimeField(_("moment"), default=timezone.now)
    verb = models.CharField(_("acte"), max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    # The person in whose name an agent acted; `by` is the agent.
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("pour")
    )
    target_kind = models.CharField(_("objet"), max_length=40, blank=True)
    target_id = models.BigIntegerField(_("numéro de l’objet"), null=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["target_kind", "target_id"], name="journal_entry_target")]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind} {self.target_id}"


class Submission(models.Model):
    """A form that was sent: sent again, it gets the first answer and acts no more."""

    key = models.CharField(_("clé"), max_length=64, unique=True)
    sent_at = models.DateTimeField(_("envoyé le"), default=timezone.now)
    location = models.TextField(_("réponse"))

    def __str__(self) -> str:
        return self.key


class Paper(models.Model):
    """A document as it was issued, kept to the byte: nothing is altered once somebody holds it."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    name = models.CharField(_("nom du fichier"), max_length=80)
    content = models.BinaryField(_("contenu"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    issued_at = models.DateTimeField(_("émis le"), default=timezone.now)

    def __str__(self) -> str:
        return self.name
