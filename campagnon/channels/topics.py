"""What one may ask not to be told; codes, what was agreed, its changes, safety, a mandate are always said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Kept in `Mute.topic` by whoever wants none of them.
ALL = "all"


class Topic(models.TextChoices):
    """What a message is about, when it can be silenced."""

    ASK = "ask", _("Les demandes d’aide près de chez vous")
    TRADE = "trade", _("Les demandes de devis près de chez vous")
    NEWS = "news", _("Où en est la recherche pour votre besoin")
    DIGEST = "digest", _("Le résumé de la semaine")
    NUDGE = "nudge", _("Le besoin d’un voisin qui attend depuis un jour")
    OFFER = "offer", _("Votre offre est-elle toujours valable ?")
    DUTY = "duty", _("Les dates à ne pas manquer")


RHYTHMS = {
    Topic.ASK: _("Quand vous pouvez aider quelqu’un : sept par semaine au plus."),
    Topic.TRADE: _("Quand quelqu’un cherche un professionnel de votre métier."),
    Topic.NEWS: _("Chaque jour, tant que personne n’a dit oui."),
    Topic.DIGEST: _("Le jeudi matin, s’il y a du nouveau près de chez vous ; jamais vide."),
    Topic.NUDGE: _("Un par semaine au plus."),
    Topic.OFFER: _("Au rythme que vous avez choisi pour chaque offre."),
    Topic.DUTY: _("Des heures à déclarer, une assurance qui finit, une facture qui attend."),
}
