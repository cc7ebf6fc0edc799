from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from campagnon.channels.actions import Letter, tell
from campagnon.common.links import absolute
from campagnon.matching.desk_hours import counter_of
from campagnon.notices.models import Need
from campagnon.notices.phrases import when


def tell_desk(need: Need, *, now: datetime) -> int:
    """To the agents of the need's territory: somebody waits since two days. Returns how many were told."""
    counter = counter_of(need)
    link = absolute(reverse("exchanges:need", args=[need.public_id]))
    agents = counter.agents if counter else []
    for agent in agents:
        letter = Letter(
            subject=_("Sans réponse depuis deux jours, %(where)s") % {"where": need.commune.at},
            lines=[
                _("« %(words)s » (%(when)s)") % {"words": need.words, "when": when(need)},
                _("Personne n’a encore dit oui. Un coup de téléphone autour de vous peut tout changer."),
            ],
            action_url=link,
            action_label=_("Voir le besoin"),
        )
        tell(agent.user, letter, key=f"desk-{need.public_id}-{agent.user.public_id}-{now:%Y%m%d}")
    return len(agents)
