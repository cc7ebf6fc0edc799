from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.channels.actions import withdraw_question
from campagnon.exchanges import mail
from campagnon.exchanges.actions.dating import lock_exchange, withdraw_proposals
from campagnon.exchanges.actions.ending_quotes import end_quotes
from campagnon.exchanges.actions.searching import search_again
from campagnon.exchanges.models import EndReason, Exchange
from campagnon.exchanges.questions import PARTING, VISIT
from campagnon.journal.actions import record
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import CloseReason
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
    withdraw_proposals(exchange, now=now)
    withdraw_question(PARTING, exchange.public_id, now=now)
    withdraw_question(VISIT, *exchange.visits.values_list("public_id", flat=True), now=now)
    for visit in exchange.visits.unsettled().coming(now):
        visit.cancelled_at, visit.cancelled_by = now, by
        visit.sequence += 1
        visit.save(update_fields=["cancelled_at", "cancelled_by", "sequence"])
    Suggestion.objects.filter(need=exchange.need, helper=exchange.helper, ended_at=None).update(ended_at=now)
    end_quotes(exchange, reason=reason, by=by, now=now)
    record("exchange.ended", target=exchange, by=by, note=reason)
