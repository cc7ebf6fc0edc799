from django.db import transaction
from django.utils.translation import gettext as _

from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import Exchange, Message
from campagnon.journal.actions import record
from campagnon.people.models import User


def as_dictated(words: str) -> str:
    """The same words, with how they came: the other knows who held the pen."""
    return f"{words} ({_('dicté, écrit par la mairie')})" if words else ""


@transaction.atomic
def send_dictated(exchange: Exchange, words: str, *, by: User) -> Message | None:
    """Relay a word that somebody dictates; None when the exchange is over."""
    message = send_message(exchange, as_dictated(words), by=by)
    if message is not None:
        record("message.dictated", target=exchange, by=by)
    return message
