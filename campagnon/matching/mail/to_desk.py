from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.channels.actions import Letter, tell
from campagnon.common.links import absolute
from campagnon.matching.desk_hours import counter_of
from campagnon.notices.models import Need
from campagnon.notices.phrases import when
from campagnon.people.models import User
from campagnon.territories.models import Territory


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


def tell_calls_are_late(person: User, territory: Territory, count: int, *, now: datetime) -> None:
    """To an administrator, once a day: some people have not been told what waits for them."""
    said = {"count": count, "name": territory.name}
    letter = Letter(
        subject=ngettext(
            "%(count)s appel attend depuis plus d’un jour",
            "%(count)s appels attendent depuis plus d’un jour",
            count,
        )
        % said,
        lines=[
            _("%(name)s : des personnes qui n’ont que le téléphone n’ont pas encore reçu leurs nouvelles.")
            % said,
            _("La liste du guichet les montre, les plus anciennes d’abord. Quelqu’un peut-il appeler ?"),
        ],
        action_url=absolute(reverse("pages:territory_needs", args=[territory.slug])),
        action_label=_("Voir les besoins en attente"),
    )
    tell(person, letter, key=f"late-calls-{territory.slug}-{now:%Y%m%d}-{person.public_id}")
