"""What the two people of an exchange are asked, and what one word answers."""

from datetime import timedelta

from django.utils.translation import gettext as _

from campagnon.channels.actions import Ask
from campagnon.exchanges import phrases
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.people.models import User

AGREEMENT, VISIT, PARTING = "agreement", "visit", "parting"
# As long as the link of the same message (access.LINK_LIFE).
NEWS_WANTED_FOR = timedelta(days=21)


def ask_to_agree(agreement: Agreement, first: str) -> Ask:
    """« Karim peut venir samedi 28 novembre à 9 h. Cela vous convient-il ? »"""
    service = agreement.exchange.need.service.label.lower()
    words = _("%(first)s %(way)s, pour : %(service)s. Cela vous convient-il ?")
    said = {"first": first, "way": phrases.way(agreement.mode), "service": service}
    return Ask(AGREEMENT, str(agreement.pk), words % said, agreement.starts_at)


def ask_for_news(visit: Visit, other: User) -> Ask:
    """« Votre rendez-vous avec Karim, samedi 28 novembre à 9 h, a-t-il eu lieu ? »"""
    words = _("Votre rendez-vous avec %(name)s, %(when)s, a-t-il eu lieu ?")
    said = {"name": other.first_name, "when": phrases.moment(visit.starts_at)}
    return Ask(VISIT, visit.public_id, words % said, visit.starts_at + NEWS_WANTED_FOR)


def ask_to_go_on(exchange: Exchange, other: User, agreement: Agreement) -> Ask:
    """After a no to the first moment: another moment, or somebody else?"""
    words = _("Gardez-vous %(name)s, à un autre moment ?") % {"name": other.first_name}
    return Ask(PARTING, exchange.public_id, words, agreement.starts_at)
