from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from campagnon.channels.actions import Ask, Letter, tell
from campagnon.channels.topics import Topic
from campagnon.common.links import absolute
from campagnon.matching.access import sign_helper
from campagnon.matching.questions import AVAILABLE
from campagnon.people.models import User

ANSWERABLE = timedelta(days=21)


def ask_whether_available(person: User, *, now: datetime) -> None:
    """« Toujours disponible ? », which one tap, one digit or one word at the desk answers."""
    question = _("Êtes-vous toujours disponible pour aider près de chez vous ?")
    letter = Letter(
        subject=_("Êtes-vous toujours disponible pour aider ?"),
        lines=[
            _("Ces dernières semaines, plusieurs personnes près d’ici vous ont demandé un coup de main."),
            _(
                "Si ce n’est plus le moment, dites-le simplement : nous demanderons à d’autres. "
                "Sans réponse d’ici une semaine, vos offres se reposeront, et vous les reprendrez d’un geste."
            ),
        ],
        action_url=_link(person),
        action_label=_("Répondre oui ou non"),
        sms=_("Campagnon : êtes-vous toujours disponible pour aider ? Oui ou non : %(link)s")
        % {"link": _link(person)},
        topic=Topic.OFFER,
        ask=Ask(AVAILABLE, person.public_id, question, now + ANSWERABLE),
    )
    tell(person, letter, key=f"available-{person.public_id}-{now:%Y%m%d}")


def tell_resting(person: User, *, now: datetime) -> None:
    """Their offers rest: nobody is blamed, and one tap wakes them."""
    letter = Letter(
        subject=_("Vos offres se reposent"),
        lines=[
            _("Sans nouvelles de vous, nous avons mis vos offres au repos : plus personne ne les voit."),
            _("Merci d’avoir proposé votre aide. Quand vous voudrez, un geste suffit pour les reprendre."),
        ],
        action_url=_link(person),
        action_label=_("Reprendre mes offres"),
        sms=_("Campagnon : vos offres se reposent. Pour les reprendre : %(link)s") % {"link": _link(person)},
        topic=Topic.OFFER,
    )
    tell(person, letter, key=f"resting-{person.public_id}-{now:%Y%m%d}")


def _link(person: User) -> str:
    return absolute(reverse("matching:available", args=[sign_helper(person)]))
