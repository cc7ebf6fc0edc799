from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.channels.actions import Letter, tell
from campagnon.channels.models import Channel, Delivery
from campagnon.common.links import absolute
from campagnon.matching.desk_hours import counter_of
from campagnon.notices.models import Need
from campagnon.notices.phrases import when
from campagnon.people.models import User
from campagnon.territories.models import Territory


def tell_desk(need: Need, *, now: datetime) -> int:
    """To the agents of the need's territory: somebody waits since two days. Returns how many were told."""
    counter = counter_of(need)
    link = absolute(reverse("desk:need", args=[need.public_id]))
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


def tell_calls_are_late(person: User, territory: Territory, late: list[Delivery], *, now: datetime) -> None:
    """To an administrator, once a day: some people have not been told what waits for them."""
    said = {"count": len(late), "name": territory.name}
    must_be_said = any(delivery.channel == Channel.CALL for delivery in late)
    letter = Letter(
        subject=ngettext(
            "%(count)s nouvelle à dire ou à poster attend depuis plus d’un jour",
            "%(count)s nouvelles à dire ou à poster attendent depuis plus d’un jour",
            len(late),
        )
        % said,
        lines=[
            _("%(name)s : des personnes que l’on prévient de vive voix ou par lettre ne savent encore rien.")
            % said,
            _("La liste du guichet les montre, les plus anciennes d’abord. Quelqu’un peut-il s’en charger ?"),
        ],
        action_url=absolute(
            reverse("desk:today", args=[territory.slug, "a-dire" if must_be_said else "a-poster"])
        ),
        action_label=_("Voir ce qui attend"),
    )
    tell(person, letter, key=f"late-calls-{territory.slug}-{now:%Y%m%d}-{person.public_id}")
