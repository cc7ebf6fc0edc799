"""An e-mail that answers a letter of ours, read in its conversation or by the desk; or a letter come back."""

import hashlib
import logging
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from campagnon.channels.actions.receipts import give_up_what_left
from campagnon.channels.actions.receiving import hand_to_desk
from campagnon.channels.actions.writing import Letter, write_letter
from campagnon.channels.mime import IncomingLetter, read_letter
from campagnon.channels.models import Channel, InboundMessage
from campagnon.channels.rate import Allowance, take
from campagnon.channels.reply_addresses import Reply, find_returned, read_address
from campagnon.channels.signals import reply_received

log = logging.getLogger(__name__)

# Twice what the page lets one write.
TO_ONE_ADDRESS = Allowance("mail-in", 60, timedelta(days=1))


def receive_letter(raw: bytes, *, envelope_from: str, to: str, now: datetime) -> None:
    """Take one letter that came to one of our addresses; a machine's is not read, and never answered."""
    letter = read_letter(raw)
    if returned := find_returned(to):
        if letter and letter.refusal and not envelope_from:
            trouble = _("Sa messagerie a refusé cet e-mail (%(code)s) : adresse fermée, ou boîte pleine.")
            give_up_what_left(returned, trouble % {"code": letter.refusal}, now=now)
        return
    reply = read_address(to)
    person = (
        get_user_model().objects.filter(public_id=reply.person, closed_at=None).first() if reply else None
    )
    if person is None or not envelope_from or (letter and letter.is_automatic):
        return
    if take(TO_ONE_ADDRESS, to):
        log.warning("A letter too many to one address today: not taken.")
        return
    _take(raw, letter, reply, person, to=to, now=now)


@transaction.atomic
def _take(
    raw: bytes,
    letter: IncomingLetter | None,
    reply: Reply,
    person: AbstractBaseUser,
    *,
    to: str,
    now: datetime,
) -> None:
    number = letter.message_id if letter else hashlib.sha256(raw).hexdigest()
    try:
        with transaction.atomic():
            message = InboundMessage.objects.create(
                channel=Channel.EMAIL,
                sender=letter.sender if letter else "",
                text=letter.text if letter else "",
                external_id=hashlib.sha256(f"{to}|{number}".encode()).hexdigest(),
                person=person,
                received_at=now,
                taken_for="reply",
            )
    except IntegrityError:
        return  # handed over twice
    if reason := _why_a_person_must_read(letter, person):
        hand_to_desk(message, taken_for="reply", reason=reason, now=now)
        return
    heard = reply_received.send(
        InboundMessage,
        message=message,
        person=person,
        purpose=reply.purpose,
        target=reply.target,
        text=_with_word_of_files(letter),
        now=now,
    )
    sentences = [sentence for _hearer, sentence in heard if sentence is not None]
    if not sentences:
        hand_to_desk(
            message, taken_for="reply", reason=_("Une réponse à un échange qui n’est plus là."), now=now
        )
    elif sentences[0]:
        _say_back(person, sentences[0], message)


def _why_a_person_must_read(letter: IncomingLetter | None, person: AbstractBaseUser) -> str:
    """Why it is not passed on by itself; a sender can be forged, and nothing is said back to it."""
    if letter is None:
        return _("Un e-mail que nous n’avons pas pu lire.")
    if not person.email or letter.sender != person.email.lower():
        return _("Écrit depuis une autre adresse que celle de %(name)s.") % {"name": person.first_name}
    if not letter.text:
        return _("Un e-mail sans texte.")
    return ""


def _with_word_of_files(letter: IncomingLetter) -> str:
    if not letter.attachments:
        return letter.text
    return f"{letter.text}\n\n{_('(Ce qui était joint à ce message n’a pas été transmis.)')}"


def _say_back(person: AbstractBaseUser, sentence: str, message: InboundMessage) -> None:
    """To the address of the account, which is not always the one that wrote."""
    letter = Letter(
        subject=_("Votre message n’est pas parti"),
        lines=[sentence, _("« %(words)s »") % {"words": message.text[:300]}],
    )
    write_letter(person.email, letter, key=f"reply-{message.pk}", person=person)
