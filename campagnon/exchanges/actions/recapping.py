"""The clock's part in declared jobs: the recap of the month that ended, one reminder, and nothing more."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from campagnon.cesu.contract import declare_by
from campagnon.exchanges.employment import has_unsettled, month_worked, undeclared
from campagnon.exchanges.mail.cesu import RECAP, REMINDER, remind_to_declare, tell_recap, written
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.months import month_before

MORNING, EVENING = time(9), time(20)
# Hours may be known late; after that a recap would fall among those of the next month.
LAST_RECAP_DAY = 20
DAY = timedelta(days=1)


def advance_months(*, now: datetime) -> dict[str, int]:
    """Tell each employer what to declare of the month that ended; run late or twice, it says things once."""
    counts = {"recaps": 0, "declare_reminders": 0}
    here = timezone.localtime(now)
    if here.day > LAST_RECAP_DAY or not MORNING <= here.time() < EVENING:
        return counts
    first = month_before(here.date())
    exchanges = list(undeclared(first).filter(asker__closed_at=None))
    said = written(exchanges, first)
    for exchange in exchanges:
        recap_at, was_reminded = said.get((RECAP, exchange.pk)), (REMINDER, exchange.pk) in said
        if recap_at is None:
            _recap(exchange, first)
            counts["recaps"] += 1
        elif not was_reminded and _is_last_call(first, recap_at, here.date()):
            _remind(exchange, first)
            counts["declare_reminders"] += 1
    return counts


@transaction.atomic
def _recap(exchange: Exchange, first: date) -> None:
    tell_recap(exchange, month_worked(exchange, first), has_unsettled=has_unsettled(exchange, first))


@transaction.atomic
def _remind(exchange: Exchange, first: date) -> None:
    remind_to_declare(exchange, month_worked(exchange, first))


def _is_last_call(first: date, recap_at: datetime, today: date) -> bool:
    """Whether it is the day before the last one, or the last, and the recap did not just leave."""
    last_call = declare_by(first) - DAY
    return last_call <= today <= declare_by(first) and timezone.localdate(recap_at) < last_call
