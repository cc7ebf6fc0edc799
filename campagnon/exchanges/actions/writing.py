from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.common.contact_details import Detail, find_contact_details
from campagnon.exchanges import mail
from campagnon.exchanges.actions.dating import date_next_step, lock_exchange
from campagnon.exchanges.models import Exchange, Message
from campagnon.people.models import User

LONGEST_MESSAGE = 2000


class ContactDetailsFound(Exception):
    """The words would let one be reached before both have agreed."""

    def __init__(self, details: list[Detail]) -> None:
        self.details = details


@transaction.atomic
def send_message(exchange: Exchange, body: str, *, by: User, now: datetime | None = None) -> Message | None:
    """Relay a letter to the other; None when the exchange is over."""
    now = now or timezone.now()
    exchange = lock_exchange(exchange.pk)
    if exchange.ended_at is not None:
        return None
    if not exchange.agreements.standing().exists():
        details = find_contact_details(body)
        if details:
            raise ContactDetailsFound(details)
    message = Message.objects.create(exchange=exchange, author=by, body=body, sent_at=now)
    date_next_step(exchange, now=now)
    mail.tell_message(message)
    return message
