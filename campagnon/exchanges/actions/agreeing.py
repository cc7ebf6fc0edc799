from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.channels.actions import withdraw_question
from campagnon.exchanges import mail
from campagnon.exchanges.actions.answering import Proposal, refuse_evening_of_a_minor
from campagnon.exchanges.actions.booking import book_visits
from campagnon.exchanges.actions.dating import date_next_step, lock_exchange, withdraw_proposals
from campagnon.exchanges.actions.searching import spare_the_others
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.exchanges.questions import AGREEMENT
from campagnon.journal.actions import record
from campagnon.people.models import User


@transaction.atomic
def propose_moment(
    exchange: Exchange,
    proposal: Proposal,
    *,
    by: User,
    moves: Visit | None = None,
    now: datetime | None = None,
) -> Agreement | None:
    """Propose a moment in place of the one that waits; None when the exchange or the visit is over.

    With `moves`, only that visit changes, and stands until the other has said yes.
    """
    now = now or timezone.now()
    exchange = lock_exchange(exchange.pk)
    if exchange.ended_at is not None or proposal.starts_at <= now:
        return None
    if moves is not None and not exchange.visits.unsettled().coming(now).filter(pk=moves.pk).exists():
        return None
    refuse_evening_of_a_minor(proposal, exchange.need, exchange.helper)
    withdraw_proposals(exchange, now=now)
    agreement = Agreement.objects.create(
        exchange=exchange,
        mode=proposal.mode,
        starts_at=proposal.starts_at,
        hours=proposal.hours,
        is_weekly=proposal.is_weekly and moves is None,
        moves=moves,
        proposed_by=by,
        proposed_at=now,
    )
    record("agreement.proposed", target=agreement, by=by)
    date_next_step(exchange, now=now)
    mail.tell_proposed(agreement, words=proposal.words)
    return agreement


@transaction.atomic
def accept_agreement(agreement: Agreement, *, by: User, now: datetime | None = None) -> bool:
    """Make a proposal stand and book its visits; False when it no longer waits for an answer."""
    now = now or timezone.now()
    exchange = lock_exchange(agreement.exchange_id)
    agreement = _proposed_to(by, agreement, exchange)
    if not agreement.waits or exchange.ended_at is not None or agreement.starts_at <= now:
        return False
    refuse_evening_of_a_minor(agreement, exchange.need, exchange.helper)
    if agreement.moves:
        _move(agreement, now)
    else:
        _replace_standing(exchange, by, now)
    agreement.accepted_at = now
    agreement.save(update_fields=["accepted_at"])
    withdraw_question(AGREEMENT, str(agreement.pk), now=now)
    if not agreement.moves:
        book_visits(agreement, now=now)
        spare_the_others(exchange, now=now)
    record("agreement.accepted", target=agreement, by=by)
    date_next_step(exchange, now=now)
    mail.tell_agreed(agreement)
    return True


@transaction.atomic
def decline_agreement(agreement: Agreement, *, by: User, now: datetime | None = None) -> bool:
    """Keep what stands rather than a proposed change; False when nothing stands, or it no longer waits."""
    now = now or timezone.now()
    exchange = lock_exchange(agreement.exchange_id)
    agreement = _proposed_to(by, agreement, exchange)
    kept = agreement.moves or exchange.visits.unsettled().coming(now).first()
    if not agreement.waits or exchange.ended_at is not None or kept is None:
        return False
    agreement.declined_at = now
    agreement.save(update_fields=["declined_at"])
    withdraw_question(AGREEMENT, str(agreement.pk), now=now)
    record("agreement.declined", target=agreement, by=by)
    date_next_step(exchange, now=now)
    mail.tell_kept(agreement, kept)
    return True


def _proposed_to(person: User, agreement: Agreement, exchange: Exchange) -> Agreement:
    """The proposal as it stands now, for the one of the two who may answer it."""
    if person.pk == agreement.proposed_by_id or person.pk not in {exchange.asker_id, exchange.helper_id}:
        raise PermissionDenied
    agreement = Agreement.objects.select_related("moves", "proposed_by").get(pk=agreement.pk)
    agreement.exchange = exchange
    return agreement


def _move(agreement: Agreement, now: datetime) -> None:
    visit = agreement.moves
    visit.starts_at, visit.ends_at = agreement.starts_at, agreement.ends_at
    visit.booked_at = now
    visit.reminded_at = None
    visit.sequence += 1
    visit.save(update_fields=["starts_at", "ends_at", "booked_at", "reminded_at", "sequence"])


def _replace_standing(exchange: Exchange, by: User, now: datetime) -> None:
    exchange.agreements.standing().update(replaced_at=now)
    for visit in exchange.visits.unsettled().coming(now):
        visit.cancelled_at, visit.cancelled_by = now, by
        visit.sequence += 1
        visit.save(update_fields=["cancelled_at", "cancelled_by", "sequence"])
