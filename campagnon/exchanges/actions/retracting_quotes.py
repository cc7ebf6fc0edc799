from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.exchanges.actions.ending import end_exchange
from campagnon.exchanges.actions.searching import search_again
from campagnon.exchanges.actions.sending_quotes import lock_quote
from campagnon.exchanges.mail.quote_contracts import tell_quote_retracted
from campagnon.exchanges.models import EndReason, Exchange, Quote
from campagnon.exchanges.retraction import Bar, bar_to_retract
from campagnon.journal.actions import record
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import CloseReason
from campagnon.people.models import User


def bar_of(quote: Quote, *, on: date) -> Bar | None:
    """Why the household may no longer go back on an accepted quote; None while it may."""
    return bar_to_retract(
        on,
        accepted_on=timezone.localdate(quote.accepted_at),
        is_done=quote.exchange.end_reason == EndReason.HELPED,
        asked_early=quote.early_start_at is not None,
        is_urgent=quote.urgency_said_at is not None,
    )


@transaction.atomic
def retract_quote(quote: Quote, *, by: User, still_needed: bool = True, now: datetime | None = None) -> bool:
    """Go back on an accepted quote within the fourteen days, without a reason; False when it is too late.

    The exchange ends and its visit with it; both are written to. The need goes on or closes, as its author
    chooses.
    """
    now = now or timezone.now()
    quote = lock_quote(quote.pk)
    if by.pk != quote.need.author_id:
        raise PermissionDenied
    if not quote.is_accepted or bar_of(quote, on=timezone.localdate(now)):
        return False
    quote.retracted_at = now
    quote.save(update_fields=["retracted_at"])
    record("quote.retracted", target=quote, by=by)
    exchange = lock_exchange(quote.exchange_id)
    if exchange.ended_at is None:
        end_exchange(exchange, reason=EndReason.ASKER_DECLINED, by=by, now=now)
    asked = _go_on(quote, by, still_needed, now)
    tell_quote_retracted(quote, asked=asked)
    return True


def _go_on(quote: Quote, by: User, still_needed: bool, now: datetime) -> int:
    need = quote.need
    if not need.is_open:
        return 0
    if not still_needed:
        close_need(need, reason=CloseReason.USELESS, by=by, now=now)
        return 0
    in_hand = Exchange.objects.live().filter(need=need).exists() or need.quotes.standing().exists()
    return 0 if in_hand else len(search_again(need, now=now))
