from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.booking import book_visits
from campagnon.exchanges.actions.dating import date_next_step, lock_exchange
from campagnon.exchanges.actions.ending import end_exchange
from campagnon.exchanges.actions.leaving_quotes import decline_standing
from campagnon.exchanges.actions.searching import spare_the_others
from campagnon.exchanges.actions.sending_quotes import lock_quote
from campagnon.exchanges.mail import tell_declined
from campagnon.exchanges.mail.quote_contracts import tell_quote_accepted
from campagnon.exchanges.models import Agreement, EndReason, Exchange, Quote
from campagnon.exchanges.quote_papers import typeset_acceptance
from campagnon.exchanges.retraction import starts_early
from campagnon.journal.actions import issue_paper, record
from campagnon.people.models import User


@dataclass(frozen=True)
class Acceptance:
    """What a household says when it accepts: for whom, where, and what it asks in so many words."""

    name: str
    street: str
    early_start: bool = False
    urgency: bool = False
    old_housing: bool = False


def can_accept(quote: Quote, *, now: datetime) -> bool:
    """Whether a quote may still become a contract."""
    today = timezone.localdate(now)
    professional = getattr(quote.helper, "professional", None)
    return (
        quote.stands
        and quote.need.is_open
        and quote.is_valid_on(today)
        and quote.starts_at > now
        and professional is not None
        and professional.is_insured_on(today)
    )


def asks_early_start(quote: Quote, *, now: datetime) -> bool:
    """Whether the household, accepting now, must ask that the work begin within its fourteen days."""
    return starts_early(timezone.localdate(quote.starts_at), accepted_on=timezone.localdate(now))


@transaction.atomic
def accept_quote(
    quote: Quote, acceptance: Acceptance, *, by: User, now: datetime | None = None
) -> Agreement | None:
    """Make a quote a contract, book its first visit, tell the others kindly; None when it is too late."""
    now = now or timezone.now()
    quote = lock_quote(quote.pk)
    if by.pk != quote.need.author_id:
        raise PermissionDenied
    if not can_accept(quote, now=now):
        return None
    if asks_early_start(quote, now=now) and not acceptance.early_start:
        raise PermissionDenied
    if quote.is_old_housing and not acceptance.old_housing:
        raise PermissionDenied
    exchange = _exchange_for(quote, by, now)
    agreement = _agree(exchange, quote, by, now)
    _conclude(quote, acceptance, exchange, by, now)
    decline_standing(quote.need, by=by, now=now, besides=quote)
    spare_the_others(exchange, now=now)
    record("quote.accepted", target=quote, by=by)
    date_next_step(exchange, now=now)
    tell_quote_accepted(quote, agreement)
    return agreement


def _exchange_for(quote: Quote, by: User, now: datetime) -> Exchange:
    """The exchange with this professional; one with somebody else ends kindly."""
    pk = Exchange.objects.live().filter(need=quote.need).values_list("pk", flat=True).first()
    if pk is not None:
        live = lock_exchange(pk)
        if live.helper_id == quote.helper_id:
            return live
        end_exchange(live, reason=EndReason.ASKER_DECLINED, by=by, now=now)
        tell_declined(live, by=by, asked=0)
    exchange = Exchange.objects.create(
        need=quote.need,
        offer=quote.suggestion.offer,
        asker=quote.need.author,
        helper=quote.helper,
        minutes=quote.suggestion.minutes,
        opened_at=now,
        next_step_at=now,
    )
    record("exchange.opened", target=exchange, by=by)
    return exchange


def _agree(exchange: Exchange, quote: Quote, by: User, now: datetime) -> Agreement:
    exchange.agreements.filter(replaced_at=None).update(replaced_at=now)
    for visit in exchange.visits.unsettled().coming(now):
        visit.cancelled_at, visit.cancelled_by = now, by
        visit.sequence += 1
        visit.save(update_fields=["cancelled_at", "cancelled_by", "sequence"])
    agreement = Agreement.objects.create(
        exchange=exchange,
        mode=Mode.PRO,
        starts_at=quote.starts_at,
        hours=quote.hours,
        is_weekly=quote.need.is_recurring,
        proposed_by=quote.helper,
        proposed_at=quote.sent_at,
        accepted_at=now,
    )
    book_visits(agreement, now=now)
    return agreement


def _conclude(quote: Quote, acceptance: Acceptance, exchange: Exchange, by: User, now: datetime) -> None:
    # What was agreed on before gives way: one contract a need.
    quote.need.quotes.accepted().update(replaced_at=now)
    quote.exchange = exchange
    quote.client = {**quote.client, "name": acceptance.name, "street": acceptance.street}
    quote.accepted_at, quote.accepted_by = now, by
    quote.early_start_at = now if acceptance.early_start else None
    quote.urgency_said_at = now if acceptance.urgency and quote.is_urgent_repair else None
    name = f"acceptation-{quote.file_name}.pdf"
    quote.acceptance_paper = issue_paper(name, typeset_acceptance(quote), now=now)
    quote.save()
