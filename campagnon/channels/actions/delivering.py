"""The clock's part: what waits leaves, is tried again, or is given up."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery
from campagnon.channels.transports import NotSent, Post, post, send_sms
from campagnon.common.night import after_the_night, decent_time, is_night

# A batch is sent well within its lease: a slow server cannot make two workers send the same message.
BATCH = 20
LEASE = timedelta(minutes=10)
LONGEST_BATCH_SECONDS = 300
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
PATIENCE = timedelta(days=3)
LONGEST_TROUBLE = 200


@dataclass(frozen=True)
class Round:
    """What one round of the clock did with the messages that waited."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0

    def __add__(self, other: "Round") -> "Round":
        return Round(self.sent + other.sent, self.postponed + other.postponed, self.given_up + other.given_up)


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
        # What is said by telephone or posted has no next try: it waits for the desk.
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
    trouble = " ".join(failure.trouble.split())[:LONGEST_TROUBLE]
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
