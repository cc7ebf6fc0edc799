from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.actions.answering import take_answer
from campagnon.channels.hands import BY_HAND
from campagnon.channels.models import Channel, Delivery, InboundMessage, Word
from campagnon.desk.access import may_hear_neighbours
from campagnon.desk.actions.promising import put_off
from campagnon.desk.envelopes import is_neighbours
from campagnon.desk.models import CallBack
from campagnon.journal.acting import acting_for
from campagnon.journal.actions import record
from campagnon.people.models import User


@transaction.atomic
def mark_said(delivery: Delivery, *, by: User, now: datetime | None = None) -> None:
    """It was said on the telephone: once, by whom."""
    now = now or timezone.now()
    if not can_say(delivery, now=now):
        raise PermissionDenied
    waiting = Delivery.objects.waiting().filter(pk=delivery.pk, channel=Channel.CALL)
    if waiting.update(sent_at=now, next_try_at=None):
        CallBack.objects.waiting().filter(delivery=delivery).update(done_at=now, done_by=by)
        record("desk.said", target=delivery, by=by, on_behalf_of=delivery.person, note=delivery.subject)


def can_say(delivery: Delivery, *, now: datetime) -> bool:
    """Whether it is to be said, and may be: a neighbour's words are for whoever gave a mandate."""
    if delivery.channel != Channel.CALL:
        return False
    today = timezone.localdate(now)
    return not is_neighbours(delivery) or bool(may_hear_neighbours([delivery.person_id], on=today))


@transaction.atomic
def take_word(delivery: Delivery, word: str, *, by: User, now: datetime | None = None) -> str:
    """What somebody answers on the telephone, taken down for them; returns the sentence to say back."""
    now = now or timezone.now()
    if delivery.question is None or not can_say(delivery, now=now):
        raise PermissionDenied
    with acting_for(delivery.person, by=by, reason=_("Votre réponse, dite au téléphone.")):
        said = take_answer(delivery.question, Word(word), came_by=Channel.CALL, by=by, now=now)
    mark_said(delivery, by=by, now=now)
    return said


@transaction.atomic
def try_again(delivery: Delivery, *, by: User, now: datetime) -> None:
    """Nobody answered: what is to be said waits for the next working day."""
    if delivery.channel != Channel.CALL:
        raise PermissionDenied
    put_off(delivery, now=now)
    record("desk.nobody_answered", target=delivery, by=by, on_behalf_of=delivery.person)


@transaction.atomic
def hand_over(delivery: Delivery, *, by: User) -> str:
    """What no network carries is said on the telephone, or posted to whoever has no number."""
    channel = Channel.CALL if delivery.person.number else Channel.LETTER
    stuck = Delivery.objects.stuck(timezone.now()).filter(pk=delivery.pk, sent_at=None)
    to = delivery.person.number if channel == Channel.CALL else ""
    moved = stuck.exclude(channel__in=BY_HAND).update(
        channel=channel, to=to, text=_spoken(delivery.text), html="", given_up_at=None, next_try_at=None
    )
    if not moved:
        raise PermissionDenied
    record("desk.handed_over", target=delivery, by=by, on_behalf_of=delivery.person)
    return channel


def _spoken(text: str) -> str:
    """The words of an e-mail or an SMS without the links, which open for whoever holds them."""
    words = text.partition("\n--\n")[0].split()
    return " ".join(word for word in words if "://" not in word)


@transaction.atomic
def settle_message(message: InboundMessage, *, by: User) -> None:
    """A message that nobody could tell was read, and dealt with."""
    waiting = InboundMessage.objects.filter(pk=message.pk, settled_at=None)
    if waiting.update(settled_at=timezone.now(), settled_by=by):
        record("desk.message_settled", target=message, by=by, on_behalf_of=message.person)
