"""An SMS that came in: kept once, answered if a word answers it, given to the desk otherwise; never dropped.

Its sender can be forged. So it only answers what was asked of that number, and what is said back goes to
that number, never to whoever wrote.
"""

import logging
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from campagnon.channels import phrases
from campagnon.channels.actions.answering import take_answer
from campagnon.channels.actions.calling import promise_a_call, whom_to_call
from campagnon.channels.actions.writing import write
from campagnon.channels.addresses import AddressError, is_mobile, normalise_phone
from campagnon.channels.digits import CALL_ME, Said, fold, read_digit
from campagnon.channels.gsm7 import in_one_sms
from campagnon.channels.models import Channel, Delivery, InboundMessage, Question, Word
from campagnon.channels.rate import Allowance, take
from campagnon.channels.signals import peace_wanted, sentence_received

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
FROM_ONE_NUMBER = Allowance("sms-in", 40, DAY)
# What leaves for numbers that we do not know: nobody makes us write to the whole country.
TO_STRANGERS = Allowance("sms-to-strangers", 50, DAY)
LONGEST_TEXT = 1600
# Somebody who writes waits for the answer, at night too.
USEFUL_FOR = timedelta(hours=1)
# An answer may come long after; beyond that, nobody remembers what it was about.
REMEMBERED_FOR = timedelta(days=30)


@transaction.atomic
def receive_sms(*, sender: str, text: str, external_id: str, now: datetime) -> None:
    """Take one SMS once, however often the gateway hands it over; what is said back leaves by the outbox."""
    number = _number(sender)
    if InboundMessage.objects.filter(channel=Channel.SMS, external_id=external_id).exists():
        return
    if take(FROM_ONE_NUMBER, number):
        log.warning("An SMS too many from one number today: not taken.")
        return
    person = get_user_model().objects.filter(phone=number, closed_at=None).first()
    try:
        with transaction.atomic():
            message = InboundMessage.objects.create(
                channel=Channel.SMS,
                sender=number,
                text=" ".join(text.replace("\x00", " ").split())[:LONGEST_TEXT],
                external_id=external_id,
                person=person,
                received_at=now,
            )
    except IntegrityError:
        return  # handed over twice at the same instant
    _answer(message, now)


def hand_to_desk(message: InboundMessage, *, taken_for: str = "", reason: str, now: datetime) -> None:
    """A person must read this message, and why."""
    message.taken_for, message.handed_to_desk_at, message.reason = taken_for, now, reason
    message.save(update_fields=["taken_for", "handed_to_desk_at", "reason"])


def _answer(message: InboundMessage, now: datetime) -> None:
    person, plain = message.person, fold(message.text)
    if person is None or person.opened_at is None:
        _meet_stranger(message, plain, now)
    elif plain in {"stop", "stop sms", "arret"}:
        peace_wanted.send(InboundMessage, person=person)
        _say(message, "stop", _("C’est noté. Nous ne vous écrirons plus que pour ce que vous attendez."))
    elif plain in {"aide", "help", "info"}:
        _say(message, "help", whom_to_call(person, now=now))
    elif said := read_digit(message.text):
        _take_digit(message, person, said, now)
    else:
        _take_sentence(message, person, now)


def _take_digit(message: InboundMessage, person: AbstractBaseUser, said: Said, now: datetime) -> None:
    meant = _questions_meant(person, said, now)
    if len(meant) > 1:
        _say(message, "answer", phrases.which_one(meant))
    elif meant:
        sentence = take_answer(meant[0], Word(said.word), came_by=Channel.SMS, by=person, now=now)
        _say(message, "answer", sentence)
    elif said.word == CALL_ME:
        is_promised = promise_a_call(person, "", now=now)
        sentence = (
            _("C’est noté : la mairie vous rappelle.") if is_promised else whom_to_call(person, now=now)
        )
        _say(message, "answer", sentence)
    else:
        _not_understood(message, _("Une réponse, mais aucune question n’attendait."), now)


def _questions_meant(person: AbstractBaseUser, said: Said, now: datetime) -> list[Question]:
    """Those that wait for this person and this letter; else the last one, which may be settled already."""
    asked = Question.objects.filter(person=person)
    if said.code:
        asked = asked.filter(code=said.code)
    written = Delivery.objects.filter(question=OuterRef("pk"))
    on_its_way = Exists(written) & ~Exists(written.filter(sent_at__isnull=False))
    # A digit never answers what its author has not received yet.
    asked = asked.exclude(on_its_way)
    open_now = list(asked.open(now).order_by("-asked_at", "-pk"))
    last = asked.filter(asked_at__gte=now - REMEMBERED_FOR).order_by("-asked_at", "-pk")
    return open_now or list(last[:1])


def _take_sentence(message: InboundMessage, person: AbstractBaseUser, now: datetime) -> None:
    heard = sentence_received.send(InboundMessage, message=message, person=person, now=now)
    sentence = next((sentence for _hearer, sentence in heard if sentence), "")
    if sentence:
        _say(message, message.taken_for, sentence)
    elif message.handed_to_desk_at is None:
        _not_understood(message, _("Nous n’avons pas compris ce message."), now)
    else:
        _apologise(message, now)


def _not_understood(message: InboundMessage, reason: str, now: datetime) -> None:
    hand_to_desk(message, reason=reason, now=now)
    _apologise(message, now)


def _apologise(message: InboundMessage, now: datetime) -> None:
    """Kindly, once a day."""
    sentence = _("Votre message est confié à la mairie, qui vous répondra. Pour son numéro, répondez AIDE.")
    _reply(message, sentence, key=f"sorry-{message.sender}-{now:%Y%m%d}")


def _meet_stranger(message: InboundMessage, plain: str, now: datetime) -> None:
    """Nobody we know: the desk reads it, and the number is answered once, if it can be in France."""
    is_known = message.person is not None
    reason = _("Le compte n’est pas encore ouvert.") if is_known else _("Numéro inconnu de Campagnon.")
    hand_to_desk(message, reason=reason, now=now)
    if plain.startswith(("stop", "arret")):
        return
    if message.sender.startswith("+") and is_mobile(message.sender) and not take(TO_STRANGERS, "all"):
        sentence = _("Campagnon ne connaît pas encore ce numéro. Votre message est confié à la mairie.")
        _reply(message, sentence, key=f"sorry-{message.sender}-{now:%Y%m%d}")


def _say(message: InboundMessage, taken_for: str, sentence: str) -> None:
    message.taken_for = taken_for
    message.save(update_fields=["taken_for"])
    _reply(message, sentence, key=f"reply-{message.pk}")


def _reply(message: InboundMessage, sentence: str, *, key: str) -> None:
    write(
        Channel.SMS,
        message.sender,
        text=in_one_sms(sentence),
        key=key,
        person=message.person,
        needed_by=message.received_at + USEFUL_FOR,
    )


def _number(sender: str) -> str:
    """The number as we keep it (a gateway may leave out the plus sign), else what is said of the sender."""
    for typed in (sender, f"+{sender}"):
        try:
            return normalise_phone(typed)
        except AddressError:
            continue
    return " ".join(sender.replace("\x00", " ").split())[:254]
