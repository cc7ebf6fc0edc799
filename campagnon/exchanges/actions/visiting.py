from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.channels.actions import withdraw_question
from campagnon.exchanges import mail
from campagnon.exchanges.actions.dating import date_next_step, lock_exchange, withdraw_proposals
from campagnon.exchanges.actions.ending import end_exchange
from campagnon.exchanges.actions.searching import search_again
from campagnon.exchanges.models import EndReason, Exchange, Visit
from campagnon.exchanges.questions import VISIT
from campagnon.journal.actions import record
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import CloseReason
from campagnon.people.models import User


@transaction.atomic
def cancel_visit(
    visit: Visit, *, by: User, words: str = "", still_needed: bool = True, now: datetime | None = None
) -> bool:
    """Cancel a coming visit; the only one of an exchange ends it, and the need goes to the next helper.

    `still_needed` False closes the need as well. False when there is nothing left to cancel.
    """
    now = now or timezone.now()
    exchange = lock_exchange(visit.exchange_id)
    coming = exchange.visits.unsettled().coming(now).select_related("agreement").filter(pk=visit.pk).first()
    if exchange.ended_at is not None or coming is None:
        return False
    coming.cancelled_at, coming.cancelled_by, coming.cancel_words = now, by, words
    coming.sequence += 1
    coming.save(update_fields=["cancelled_at", "cancelled_by", "cancel_words", "sequence"])
    withdraw_proposals(exchange, now=now, moving=coming)
    record("visit.cancelled", target=coming, by=by)
    asked = 0
    if coming.agreement.is_weekly and still_needed:
        date_next_step(exchange, now=now)
    else:
        asked = _end_for_want_of_a_visit(exchange, by, still_needed, now)
    coming.exchange = exchange
    mail.tell_cancelled(coming, by=by, asked=asked)
    return True


def _end_for_want_of_a_visit(exchange: Exchange, by: User, still_needed: bool, now: datetime) -> int:
    is_asker = by.pk == exchange.asker_id
    if is_asker and not still_needed:
        end_exchange(exchange, reason=EndReason.NEED_CLOSED, by=by, now=now)
        close_need(exchange.need, reason=CloseReason.USELESS, by=by, now=now)
        return 0
    reason = EndReason.ASKER_DECLINED if is_asker else EndReason.HELPER_DECLINED
    end_exchange(exchange, reason=reason, by=by, now=now)
    return len(search_again(exchange.need, now=now))


@transaction.atomic
def settle_visit(visit: Visit, *, happened: bool, by: User, now: datetime | None = None) -> bool:
    """Say whether a visit took place; the first of the two who says it is believed. False: said already."""
    now = now or timezone.now()
    exchange = lock_exchange(visit.exchange_id)
    mark = {"happened_at" if happened else "missed_at": now, "settled_by": by}
    if not exchange.visits.unsettled().filter(pk=visit.pk, starts_at__lte=now).update(**mark):
        return False
    visit.refresh_from_db()
    withdraw_question(VISIT, visit.public_id, now=now)
    record("visit.happened" if happened else "visit.missed", target=visit, by=by)
    date_next_step(exchange, now=now)
    if not happened:
        mail.tell_missed(visit, by=by)
    return True
