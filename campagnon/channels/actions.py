"""What leaves Campagnon: written in the caller's transaction, sent by the clock, said once, not at night."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.addresses import is_mobile
from campagnon.channels.gsm7 import for_sms
from campagnon.channels.models import Channel, Delivery
from campagnon.channels.transports import NotSent, Post, post, send_sms
from campagnon.common.links import absolute
from campagnon.common.night import after_the_night, decent_time, is_night

# A batch is sent well within its lease: a slow server cannot make two workers send the same message.
BATCH = 20
LEASE = timedelta(minutes=10)
LONGEST_BATCH_SECONDS = 300
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
PATIENCE = timedelta(days=3)
LONGEST_SUBJECT = LONGEST_TROUBLE = 200


@dataclass(frozen=True)
class Letter:
    """A message to one person: what it says at length, and in one SMS."""

    subject: str
    lines: Sequence[str]
    action_url: str = ""
    action_label: str = ""
    sms: str = ""
    needed_by: datetime | None = None


@dataclass(frozen=True)
class Round:
    """What one round of the clock did with the messages that waited."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0

    def __add__(self, other: "Round") -> "Round":
        return Round(self.sent + other.sent, self.postponed + other.postponed, self.given_up + other.given_up)


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


def deliver_due(*, now: datetime | None = None, limit: int = 100) -> Round:
    """Send what waits. A message taken by a worker that dies comes back when its lease ends."""
    done = Round()
    while limit > 0:
        taken = _take(now or timezone.now(), min(BATCH, limit))
        if not taken:
            break
        limit -= len(taken)
        done += _send_all(taken, now)
    return done


def _take(now: datetime, size: int) -> list[Delivery]:
    """Lease the oldest messages that are due; another worker passes over them.

    Those whose time came in a day when the clock stood still wait for the morning too.
    """
    with transaction.atomic():
        due = Delivery.objects.waiting().filter(next_try_at__lte=now)
        if is_night(now):
            due = due.filter(needed_by__gte=now, needed_by__lt=after_the_night(now))
        taken = list(due.order_by("next_try_at").select_for_update(skip_locked=True)[:size])
        Delivery.objects.filter(pk__in=[d.pk for d in taken]).update(
            next_try_at=now + LEASE, tries=F("tries") + 1
        )
    for delivery in taken:
        delivery.tries += 1
    return taken


def _send_all(taken: list[Delivery], now: datetime | None) -> Round:
    done, began = Round(), time.monotonic()
    with post() as opened:
        for delivery in taken:
            if time.monotonic() - began > LONGEST_BATCH_SECONDS:
                break
            done += _send(delivery, opened, now or timezone.now())
    return done


def _send(delivery: Delivery, opened: Post, now: datetime) -> Round:
    try:
        if delivery.channel == Channel.SMS:
            send_sms(delivery)
        else:
            opened.send(delivery)
    except NotSent as failure:
        return _postpone(delivery, failure, now)
    _keep(delivery, sent_at=now, next_try_at=None, trouble="")
    return Round(sent=1)


def _postpone(delivery: Delivery, failure: NotSent, now: datetime) -> Round:
    trouble = _one_line(failure.trouble)[:LONGEST_TROUBLE]
    if failure.for_good or now - delivery.written_at >= PATIENCE:
        _keep(delivery, given_up_at=now, next_try_at=None, trouble=trouble)
        return Round(given_up=1)
    again_at = decent_time(now + wait_after(delivery.tries), needed_by=delivery.needed_by)
    _keep(delivery, next_try_at=again_at, trouble=trouble)
    return Round(postponed=1)


def wait_after(tries: int) -> timedelta:
    """1 min after the first failure, then twice as long each time, up to 6 h."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)


def _keep(delivery: Delivery, **fields: object) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(**fields)


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
