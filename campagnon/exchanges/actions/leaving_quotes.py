"""A quote that comes to nothing: declined by the household, withdrawn by its author, or run out."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.exchanges.actions.dating import date_next_step, lock_exchange
from campagnon.exchanges.actions.ending import end_exchange
from campagnon.exchanges.actions.searching import search_again
from campagnon.exchanges.actions.sending_quotes import lock_quote
from campagnon.exchanges.mail import quotes as mail
from campagnon.exchanges.models import EndReason, Exchange, Quote
from campagnon.journal.actions import record
from campagnon.notices.models import Need
from campagnon.people.models import User


@transaction.atomic
def decline_quote(quote: Quote, *, by: User, now: datetime | None = None) -> bool:
    """Say no to a quote, kindly; False when it no longer waits for an answer."""
    now = now or timezone.now()
    quote = lock_quote(quote.pk)
    if by.pk != quote.need.author_id:
        raise PermissionDenied
    if not quote.stands:
        return False
    quote.declined_at, quote.declined_by = now, by
    quote.save(update_fields=["declined_at", "declined_by"])
    record("quote.declined", target=quote, by=by)
    leave_request(quote, reason=EndReason.ASKER_DECLINED, by=by, now=now)
    mail.tell_quote_declined(quote)
    return True


def decline_standing(need: Need, *, by: User | None, now: datetime, besides: Quote | None = None) -> None:
    """Say kindly to every author who waits that the household has done otherwise."""
    waiting = need.quotes.standing().exclude(pk=besides.pk if besides else None)
    for quote in waiting.select_related("helper", "suggestion", "need__author", "need__service"):
        quote.declined_at, quote.declined_by = now, by
        quote.save(update_fields=["declined_at", "declined_by"])
        if besides is None or quote.helper_id != besides.helper_id:
            quote.suggestion.ended_at = now
            quote.suggestion.save(update_fields=["ended_at"])
        record("quote.declined", target=quote, by=by)
        mail.tell_quote_declined(quote)


@transaction.atomic
def withdraw_quote(quote: Quote, *, by: User, now: datetime | None = None) -> bool:
    """Take a quote back before it is accepted; False when it no longer waits for an answer."""
    now = now or timezone.now()
    quote = lock_quote(quote.pk)
    if by.pk != quote.helper_id:
        raise PermissionDenied
    if not quote.stands:
        return False
    quote.withdrawn_at = now
    quote.save(update_fields=["withdrawn_at"])
    record("quote.withdrawn", target=quote, by=by)
    asked = leave_request(quote, reason=EndReason.HELPER_DECLINED, by=by, now=now)
    mail.tell_quote_withdrawn(quote, asked=asked)
    return True


def expire_quote(quote: Quote, *, now: datetime) -> None:
    """Let a locked, standing quote run out: both are told, and the search goes on."""
    quote.expired_at = now
    quote.save(update_fields=["expired_at"])
    record("quote.expired", target=quote)
    asked = leave_request(quote, reason=EndReason.SILENCE, by=None, now=now)
    mail.tell_quote_expired(quote, asked=asked)


def leave_request(quote: Quote, *, reason: EndReason, by: User | None, now: datetime) -> int:
    """Free the author of a quote that came to nothing, and search again unless something else is in hand.

    What was agreed on before stays, and so does a meeting still to come, unless the household said no.
    Returns how many people were asked.
    """
    need = quote.need
    pk = Exchange.objects.live().filter(need=need, helper=quote.helper).values_list("pk", flat=True).first()
    exchange = lock_exchange(pk) if pk is not None else None
    if exchange and (_binds(quote) or (_is_coming(exchange, now) and reason != EndReason.ASKER_DECLINED)):
        date_next_step(exchange, now=now)
        return 0
    if exchange:
        end_exchange(exchange, reason=reason, by=by, now=now)
    quote.suggestion.ended_at = now
    quote.suggestion.save(update_fields=["ended_at"])
    in_hand = Exchange.objects.live().filter(need=need).exists() or need.quotes.standing().exists()
    return 0 if in_hand or not need.is_open else len(search_again(need, now=now))


def _binds(quote: Quote) -> bool:
    """Whether an earlier version of a quote was accepted: it stays."""
    return quote.need.quotes.accepted().filter(helper=quote.helper).exists()


def _is_coming(exchange: Exchange, now: datetime) -> bool:
    return exchange.visits.unsettled().coming(now).exists()
