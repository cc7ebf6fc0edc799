"""What the clock does of a quote that nobody answers, and of a question about it, from dates alone. Pure.

a quote    | is recalled after 2 days and 3 days before its limit, and runs out when its last day is over
a question | is recalled to whom it was put after 24 h; after 48 h whoever asked is told that no answer came
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from campagnon.common.night import HERE, MORNING, after_the_night, before_the_night

REMIND_AFTER = timedelta(days=2)
REMIND_BEFORE = timedelta(days=3)
# Two reminders nearer than this would be one too many.
APART = timedelta(days=2)
NUDGE_AFTER = timedelta(hours=24)
GIVE_UP_AFTER = timedelta(hours=48)


@dataclass(frozen=True)
class Waiting:
    """What is known of a quote that waits for an answer."""

    sent_at: datetime
    valid_until: date
    reminded_at: datetime | None


def runs_out_at(quote: Waiting) -> datetime:
    """The end of its last day."""
    return datetime.combine(quote.valid_until + timedelta(days=1), time(0), HERE)


def reminders_of(quote: Waiting) -> list[datetime]:
    """When a quote is recalled, each decent hour once; the last in time to answer."""
    first = after_the_night(quote.sent_at + REMIND_AFTER)
    last = datetime.combine(quote.valid_until - REMIND_BEFORE, MORNING, HERE)
    moments = [first, last] if last - first >= APART else [first]
    return [moment for moment in moments if moment < runs_out_at(quote)]


def is_to_recall(quote: Waiting, now: datetime) -> bool:
    """Whether a reminder is due that was not said."""
    due = [moment for moment in reminders_of(quote) if moment <= now]
    return bool(due) and (quote.reminded_at is None or quote.reminded_at < due[-1])


def is_to_nudge(asked_at: datetime, now: datetime) -> bool:
    """Whether a question has waited long enough to be recalled to whom it was put."""
    return after_the_night(asked_at + NUDGE_AFTER) <= now


def is_given_up(asked_at: datetime, now: datetime) -> bool:
    """Whether whoever asked must be told that no answer came; the night may add nothing to 48 hours."""
    return before_the_night(asked_at + GIVE_UP_AFTER) <= now
