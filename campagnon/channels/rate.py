"""How often somebody may: a token bucket kept by one SQL statement, the same on both engines.

A bucket is one moment, `full_at`. Each act moves it forward by the time that one token takes to come
back; it is refused when that would put it further ahead than the bucket is deep. Nobody is locked out:
waiting for one token suffices.
"""

import hashlib
import time
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db import connection

from campagnon.channels.models import RateBucket


@dataclass(frozen=True)
class Allowance:
    """So many times at once, all of them back after a while."""

    name: str
    times: int
    within: timedelta

    @property
    def seconds_a_token(self) -> float:
        return self.within.total_seconds() / self.times


_TAKE = """
    INSERT INTO channels_ratebucket (key, full_at) VALUES (%(key)s, %(now)s + %(token)s)
    ON CONFLICT (key) DO UPDATE
        SET full_at = (CASE WHEN channels_ratebucket.full_at > %(now)s
                            THEN channels_ratebucket.full_at ELSE %(now)s END) + %(token)s
        WHERE channels_ratebucket.full_at + %(token)s <= %(now)s + %(depth)s
           OR channels_ratebucket.full_at <= %(now)s
    RETURNING full_at
"""


def take(allowance: Allowance, subject: str) -> int:
    """Take one token for `subject`: 0 when granted, else the minutes to wait."""
    key, now = _key(allowance, subject), time.time()
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE,
            {
                "key": key,
                "now": now,
                "token": allowance.seconds_a_token,
                # The last token of a full bucket must not be refused by a rounding.
                "depth": allowance.within.total_seconds() + 0.001,
            },
        )
        granted = cursor.fetchone()
    return 0 if granted else _minutes_left(allowance, key, now)


def forget_full_buckets() -> int:
    """Drop the buckets that are full again: they say nothing any more."""
    return RateBucket.objects.filter(full_at__lt=time.time()).delete()[0]


def _minutes_left(allowance: Allowance, key: str, now: float) -> int:
    full_at = RateBucket.objects.values_list("full_at", flat=True).get(pk=key)
    seconds = full_at + allowance.seconds_a_token - allowance.within.total_seconds() - now
    return max(1, ceil(seconds / 60))


def _key(allowance: Allowance, subject: str) -> str:
    """Neither an address nor a network is readable in the table."""
    return hashlib.sha256(f"{allowance.name}|{subject}".encode()).hexdigest()
