"""What goes wrong in the year, drawn once: the machine off, the clock wrong, the networks down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

HOUR = timedelta(hours=1)
# For a year: how many times, and how many hours at least and at most.
MACHINE_OFF = (14, 1, 5)
# The clock's own service is dead, and the hourly timer beside it misses two turns in three.
CLOCK_STOPPED = (6, 24, 72)
CLOCK_WRONG = (6, 5, 48)  # by an hour, one way or the other
MAIL_DOWN = (8, 1, 9)
SMS_DOWN = (4, 1, 9)


@dataclass(frozen=True)
class Stretch:
    """From one moment to another."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Troubles:
    """All the stretches of a year."""

    machine_off: tuple[Stretch, ...]
    clock_stopped: tuple[Stretch, ...]
    clock_fast: tuple[Stretch, ...]
    clock_slow: tuple[Stretch, ...]
    mail_down: tuple[Stretch, ...]
    sms_down: tuple[Stretch, ...]

    def skew(self, moment: datetime) -> timedelta:
        """How wrong the machine's clock is."""
        if is_in(self.clock_fast, moment):
            return HOUR
        return -HOUR if is_in(self.clock_slow, moment) else timedelta()


def is_in(stretches: tuple[Stretch, ...], moment: datetime) -> bool:
    return any(one.begins <= moment < one.ends for one in stretches)


def draw(random: Random, begins: datetime, ends: datetime) -> Troubles:
    """The troubles of one year; of a shorter time, as many as fall in it."""

    def stretches(kind: tuple[int, int, int]) -> tuple[Stretch, ...]:
        times, least, most = kind
        share = (ends - begins) / timedelta(days=365)
        drawn = []
        for _ in range(max(1, round(times * share))):
            first = begins + random.random() * (ends - begins)
            drawn.append(Stretch(first, first + random.uniform(least, most) * HOUR))
        return tuple(sorted(drawn, key=lambda one: one.begins))

    wrong = stretches(CLOCK_WRONG)
    return Troubles(
        machine_off=stretches(MACHINE_OFF),
        clock_stopped=stretches(CLOCK_STOPPED),
        clock_fast=wrong[::2],
        clock_slow=wrong[1::2],
        mail_down=stretches(MAIL_DOWN),
        sms_down=stretches(SMS_DOWN),
    )
