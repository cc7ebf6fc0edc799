from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.addresses import is_mobile
from campagnon.channels.gsm7 import for_sms
from campagnon.channels.models import Channel, Delivery
from campagnon.common.links import absolute
from campagnon.common.night import decent_time

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Letter:
    """A message to one person: what it says at length, and in one SMS."""

    subject: str
    lines: Sequence[str]
    action_url: str = ""
    action_label: str = ""
    sms: str = ""
    needed_by: datetime | None = None


def tell(person: AbstractBaseUser, letter: Letter, *, key: str) -> None:
    """Write to somebody the way they prefer, once for this key; nobody writes to a closed account."""
    if person.closed_at is not None:
        return
    mobile = person.phone if person.phone and is_mobile(person.phone) else ""
    if mobile and (not person.email or (person.prefers == Channel.SMS and letter.sms)):
        write(
            Channel.SMS,
            mobile,
            text=letter.sms or _short(letter),
            key=key,
            person=person,
            needed_by=letter.needed_by,
        )
    elif person.email:
        write_letter(person.email, letter, key=key, person=person)
    else:
        _leave_to_the_telephone(person, letter, key)


def write_letter(
    email: str, letter: Letter, *, key: str, person: AbstractBaseUser | None = None, footer: str = ""
) -> None:
    """Write a letter to an e-mail address, in plain text and laid out."""
    context = {
        "title": _one_line(letter.subject),
        "lines": letter.lines,
        "action_url": absolute(letter.action_url) if letter.action_url else "",
        "action_label": letter.action_label,
        "footer": footer or _("Vous recevez ce message parce que vous avez un compte sur Campagnon."),
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
    trouble: str = "",
) -> None:
    """Put one message in the outbox; a key already there is a message already written.

    In the demo nothing leaves: the message counts as sent, and the mailbox shows it.
    """
    now = timezone.now()
    message = Delivery(
        channel=channel,
        to=to,
        person=person,
        subject=_one_line(subject)[:LONGEST_SUBJECT],
        text=for_sms(text) if channel == Channel.SMS else text,
        html=html,
        key=key,
        needed_by=needed_by,
        written_at=now,
        next_try_at=None if trouble or settings.DEMO else decent_time(now, needed_by=needed_by),
        sent_at=now if settings.DEMO and not trouble else None,
        given_up_at=now if trouble else None,
        trouble=trouble,
    )
    Delivery.objects.bulk_create([message], ignore_conflicts=True)


def _short(letter: Letter) -> str:
    """An SMS for somebody who has nothing else, from a letter that planned none."""
    link = f" {absolute(letter.action_url)}" if letter.action_url else ""
    return _("Campagnon : %(words)s%(link)s") % {"words": letter.subject, "link": link}


def _leave_to_the_telephone(person: AbstractBaseUser, letter: Letter, key: str) -> None:
    """Nothing written reaches a landline: the desk sees whom to call, and what to say."""
    write(
        Channel.SMS,
        person.phone or "",
        text=_short(letter),
        key=key,
        person=person,
        trouble=_("Ni e-mail ni mobile : à prévenir par téléphone."),
    )


def _one_line(text: str) -> str:
    """A heading cannot smuggle a second one."""
    return " ".join(text.split())
