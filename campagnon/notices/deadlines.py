"""When something must happen next."""

from datetime import datetime, timedelta

# No open need may stay silent longer.
LONGEST_SILENCE = timedelta(hours=48)
# What is planned: the promise still holds after a night, a stopped clock or a server that refuses.
NEWS_EVERY = timedelta(hours=24)
CONFIRMATION_RHYTHMS_DAYS = (30, 90, 180)
# After « toujours valable ? », the time left to answer before the offer rests.
TIME_TO_CONFIRM = timedelta(days=14)


def next_confirmation(confirmed_at: datetime, every_days: int, asked_at: datetime | None) -> datetime:
    """When an offer must be asked about, or rest for want of an answer."""
    if asked_at is not None:
        return asked_at + TIME_TO_CONFIRM
    return confirmed_at + timedelta(days=every_days)
