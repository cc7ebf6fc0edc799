from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.actions.asking import Ask, pose
from campagnon.channels.addresses import is_mobile
from campagnon.channels.gsm7 import for_sms, in_one_sms
from campagnon.channels.hands import BY_ITSELF, is_told_by_hand, spoken
from campagnon.channels.models import Channel, Delivery, Mute, Question
from campagnon.channels.phrases import invitation
from campagnon.channels.rate import Allowance, take
from campagnon.channels.unsubscribing import unsubscribe_link
from campagnon.common.links import absolute
from campagnon.common.night import decent_time

LONGEST_SUBJECT = 200
# What one person is sent in a day by SMS, codes and replies aside: beyond it, another way is found.
SMS_A_DAY = Allowance("sms-person", 12, timedelta(days=1))


@dataclass(frozen=True)
class Letter:
    """A message to one person: what it says at length, and in one SMS."""

    subject: str
    lines: Sequence[str]
    action_url: str = ""
    action_label: str = ""
    sms: str = ""
    needed_by: datetime | None = None
    topic: str = ""
    # What one word would answer.
    ask: Ask | None = None
    # Where an answer by e-mail goes (channels/reply_addresses.py).
    reply_to: str = ""


def tell(person: AbstractBaseUser, letter: Letter, *, key: str) -> None:
    """Write to somebody the way they prefer, once for this key.

    Nobody writes to a closed account, nor of what somebody asked not to be told.
    """
    if person.closed_at is not None or is_muted(person, letter.topic):
        return
    question = pose(person, letter.ask) if letter.ask else None
    mobile = person.phone if person.phone and is_mobile(person.phone) else ""
    by_sms = mobile and (not person.email or (person.prefers == Channel.SMS and letter.sms))
    if is_told_by_hand(person):
        _leave_to_the_desk(person, letter, key, question)
    elif by_sms and _may_have_one_more(person, key):
        write(
            Channel.SMS,
            mobile,
            text=_short(letter, question),
            key=key,
            person=person,
            needed_by=letter.needed_by,
            topic=letter.topic,
            question=question,
        )
    elif person.email:
        write_letter(person.email, letter, key=key, person=person, question=question)
    else:
        _leave_to_the_desk(person, letter, key, question)


def _may_have_one_more(person: AbstractBaseUser, key: str) -> bool:
    """Whether today's SMS are not spent; what was written already is not counted again."""
    # Six months of the demo are lived in a minute.
    return settings.DEMO or Delivery.objects.filter(key=key).exists() or not take(SMS_A_DAY, str(person.pk))


def is_muted(person: AbstractBaseUser, topic: str) -> bool:
    """Whether somebody asked not to be told of this; what has no topic is always told."""
    return bool(topic) and Mute.objects.silencing(topic).filter(person=person).exists()


def write_letter(
    email: str,
    letter: Letter,
    *,
    key: str,
    person: AbstractBaseUser | None = None,
    footer: str = "",
    question: Question | None = None,
) -> None:
    """Write a letter to an e-mail address, in plain text and laid out."""
    context = {
        "title": _one_line(letter.subject),
        "lines": letter.lines,
        "action_url": absolute(letter.action_url) if letter.action_url else "",
        "action_label": letter.action_label,
        "footer": footer or _("Vous recevez ce message parce que vous avez un compte sur Campagnon."),
        "unsubscribe_url": unsubscribe_link(person, letter.topic) if person and letter.topic else "",
    }
    write(
        Channel.EMAIL,
        email,
        subject=letter.subject,
        text=render_to_string("emails/base.txt", context),
        html=render_to_string("emails/base.html", context),
        key=key,
        person=person,
        needed_by=letter.needed_by,
        topic=letter.topic,
        question=question,
        reply_to=letter.reply_to,
    )


def write(
    channel: Channel,
    to: str,
    *,
    text: str,
    key: str,
    subject: str = "",
    html: str = "",
    person: AbstractBaseUser | None = None,
    needed_by: datetime | None = None,
    topic: str = "",
    question: Question | None = None,
    reply_to: str = "",
) -> None:
    """Put one message in the outbox; a key already there is a message already written.

    In the demo nothing leaves: the message counts as sent, and the mailbox shows it. What is said by
    telephone or posted waits for somebody at the desk, in the demo too.
    """
    now = timezone.now()
    leaves_by_itself = channel in BY_ITSELF
    message = Delivery(
        channel=channel,
        to=to,
        person=person,
        subject=_one_line(subject)[:LONGEST_SUBJECT],
        text=for_sms(text) if channel == Channel.SMS else text,
        html=html,
        key=key,
        topic=topic,
        question=question,
        reply_to=reply_to,
        needed_by=needed_by,
        written_at=now,
        next_try_at=decent_time(now, needed_by=needed_by) if leaves_by_itself and not settings.DEMO else None,
        sent_at=now if leaves_by_itself and settings.DEMO else None,
    )
    Delivery.objects.bulk_create([message], ignore_conflicts=True)


def _short(letter: Letter, question: Question | None) -> str:
    """The letter in one SMS: what it says, then the link, or how to answer by one digit."""
    said = letter.sms or _("Campagnon : %(words)s") % {"words": letter.subject}
    if question:
        waiting = Question.objects.open(timezone.now()).filter(person=question.person)
        has_others = waiting.exclude(pk=question.pk).exists()
        return in_one_sms(said, invitation(question.code if has_others else ""))
    link = absolute(letter.action_url) if letter.action_url else ""
    return in_one_sms(said) if letter.sms else in_one_sms(said, link)


def _leave_to_the_desk(person: AbstractBaseUser, letter: Letter, key: str, question: Question | None) -> None:
    """Nothing written reaches a landline: the desk sees whom to call or to post to, and what to say."""
    by_post = person.prefers == Channel.LETTER
    write(
        Channel.LETTER if by_post else Channel.CALL,
        "" if by_post else person.number,
        subject=letter.subject,
        text="\n".join(spoken(letter.lines)),
        key=key,
        person=person,
        needed_by=letter.needed_by,
        topic=letter.topic,
        question=question,
    )


def _one_line(text: str) -> str:
    """A heading cannot smuggle a second one."""
    return " ".join(text.split())
