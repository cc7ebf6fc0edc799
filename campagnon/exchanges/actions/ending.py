from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.exchanges import mail
from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.exchanges.models import EndReason, Exchange
from campagnon.journal.actions import record
from campagnon.matching.actions.asking import ASKED_AT_ONCE, ask_helpers
from campagnon.matching.actions.laddering import first_step_at
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.actions.closing import close_need
from campagnon.notices.deadlines import LONGEST_SILENCE
from campagnon.notices.models import CloseReason, Need
from campagnon.people.models import User


@transaction.atomic
def decline_exchange(exchange: Exchange, *, by: User, now: datetime | None = None) -> bool:
    """Leave an exchange kindly; the need goes to the next helper. False when it was over already."""
    now = now or timezone.now()
    exchange = lock_exchange(exchange.pk)
    if exchange.ended_at is not None:
        return False
    is_asker = by.pk == exchange.asker_id
    end_exchange(
        exchange, reason=EndReason.ASKER_DECLINED if is_asker else EndReason.HELPER_DECLINED, by=by, now=now
    )
    asked = search_again(exchange.need, now=now)
    mail.tell_declined(exchange, by=by, asked=len(asked))
    return True


@transaction.atomic
def finish_exchange(exchange: Exchange, *, by: User | None, now: datetime | None = None) -> bool:
    """The help was given and the need is over; `by` None: the clock. False when it was closed already."""
    now = now or timezone.now()
    exchange = lock_exchange(exchange.pk)
    if exchange.ended_at is None:
        end_exchange(exchange, reason=EndReason.HELPED, by=by, now=now)
    if not close_need(exchange.need, reason=CloseReason.HELPED, by=by, now=now):
        return False
    mail.tell_finished(exchange)
    return True


def end_exchange(exchange: Exchange, *, reason: EndReason, by: User | None, now: datetime) -> None:
    """Date and sign the end of a locked, live exchange: its coming visits and its proposal fall with it."""
    exchange.ended_at, exchange.ended_by, exchange.end_reason = now, by, reason
    exchange.next_step_at = None
    exchange.save(update_fields=["ended_at", "ended_by", "end_reason", "next_step_at"])
    exchange.agreements.proposed().update(replaced_at=now)
    for visit in exchange.visits.unsettled().coming(now):
        visit.cancelled_at, visit.cancelled_by = now, by
        visit.sequence += 1
        visit.save(update_fields=["cancelled_at", "cancelled_by", "sequence"])
    Suggestion.objects.filter(need=exchange.need, helper=exchange.helper, ended_at=None).update(ended_at=now)
    record("exchange.ended", target=exchange, by=by, note=reason)


def search_again(need: Need, *, now: datetime) -> list[Suggestion]:
    """Ask who comes next for a need whose helper left: those who had said yes first, then the nearest."""
    if need.last_day is not None and need.last_day < timezone.localdate(now):
        # Nobody can come yesterday: the search closes it at its next step.
        Need.objects.open().filter(pk=need.pk).update(next_step_at=now)
        return []
    asked = _ask_reserves(need, now)
    if len(asked) < ASKED_AT_ONCE:
        asked += ask_helpers(need, count=ASKED_AT_ONCE - len(asked), now=now)
    next_step_at = first_step_at(now) if need.asker_told_at is None else now + LONGEST_SILENCE
    Need.objects.open().filter(pk=need.pk).update(next_step_at=next_step_at)
    return asked


def _ask_reserves(need: Need, now: datetime) -> list[Suggestion]:
    reserves = need.suggestions.filter(answer=Answer.YES, ended_at=None).select_related("helper")
    asked = list(reserves.order_by("answered_at"))
    for suggestion in asked:
        suggestion.answer, suggestion.answered_at, suggestion.asked_again_at = "", None, now
        suggestion.save(update_fields=["answer", "answered_at", "asked_again_at"])
        suggestion.need = need
        mail.ask_reserve(suggestion)
    return asked
