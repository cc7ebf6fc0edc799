"""The clock's part: each due exchange is taken as far as its facts allow. Run twice, it says things once."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from campagnon.channels.actions import replace_unsaid
from campagnon.common.night import after_the_night, is_night
from campagnon.common.one_by_one import one_by_one
from campagnon.exchanges import mail
from campagnon.exchanges.actions.booking import book_visits
from campagnon.exchanges.actions.dating import date_next_step, lock_exchange, withdraw_proposals
from campagnon.exchanges.actions.ending import end_exchange, finish_exchange
from campagnon.exchanges.actions.searching import search_again
from campagnon.exchanges.facts import facts_of
from campagnon.exchanges.models import EndReason, Exchange, Visit
from campagnon.exchanges.states import ENDS, Due, State, Step, due_steps, state_of
from campagnon.journal.actions import record
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import CloseReason
from campagnon.people.models import User


def advance_exchanges(*, now: datetime) -> dict[str, int]:
    """Take every due step of every live exchange; return how many of each."""
    counts: Counter[str] = Counter()
    due = Exchange.objects.due(now).order_by("next_step_at").values_list("pk", flat=True)

    @transaction.atomic
    def take(pk: int) -> None:
        counts.update(_advance(pk, now))

    one_by_one(list(due), take)
    return dict(counts)


def _advance(pk: int, now: datetime) -> Counter[str]:
    exchange = lock_exchange(pk)
    taken: Counter[str] = Counter()
    if exchange.ended_at is not None or exchange.next_step_at > now:
        return taken
    if is_night(now):
        # The clock comes late, or is wrong: whatever was due waits for the morning.
        exchange.next_step_at = after_the_night(now)
        exchange.save(update_fields=["next_step_at"])
        return taken
    while due := _next_due(exchange, now):
        STEPS[due.step](exchange, due, now)
        taken[due.step.value] += 1
    if exchange.ended_at is None:
        for agreement in exchange.agreements.standing().filter(is_weekly=True):
            book_visits(agreement, now=now)
        date_next_step(exchange, now=now)
    return taken


def _next_due(exchange: Exchange, now: datetime) -> Due | None:
    """The first step whose moment has come; an end first, so that nobody is nudged and let go at once."""
    due = [due for due in due_steps(facts_of(exchange), now) if due.at <= now]
    return next((one for one in due if one.step in ENDS), due[0] if due else None)


def _nudge(exchange: Exchange, due: Due, now: datetime) -> None:
    exchange.nudged_at = now
    exchange.save(update_fields=["nudged_at"])
    if state_of(facts_of(exchange)) is State.MISSED:
        mail.remind_missed(exchange)
        return
    awaited = _awaited(exchange)
    mail.nudge(exchange, awaited)
    if awaited.pk == exchange.helper_id:
        mail.tell_nudged(exchange)


def _awaited(exchange: Exchange) -> User:
    """The one who did not have the last word."""
    words = [(a.proposed_at, a.proposed_by_id) for a in exchange.agreements.all()]
    words += list(exchange.messages.values_list("sent_at", "author_id"))
    last_speaker = max(words)[1]
    return exchange.asker if last_speaker == exchange.helper_id else exchange.helper


def _give_up(exchange: Exchange, due: Due, now: datetime) -> None:
    end_exchange(exchange, reason=EndReason.SILENCE, by=None, now=now)
    mail.tell_silence(exchange, asked=len(search_again(exchange.need, now=now)))


def _remind(exchange: Exchange, due: Due, now: datetime) -> None:
    visit = _visit(exchange, due)
    visit.reminded_at = now
    visit.save(update_fields=["reminded_at"])
    mail.remind(visit)


def _ask_news(exchange: Exchange, due: Due, now: datetime) -> None:
    visit = _visit(exchange, due)
    visit.asked_at = now
    visit.save(update_fields=["asked_at"])
    # A reminder that nobody said in time is of no use any more.
    for person in (exchange.asker, exchange.helper):
        replace_unsaid(person, key_begins=mail.reminder_key(visit), now=now)
    # A move that nobody accepted in time falls with its visit.
    withdraw_proposals(exchange, now=now, moving=visit)
    mail.ask_news(visit)


def _ask_again(exchange: Exchange, due: Due, now: datetime) -> None:
    visit = _visit(exchange, due)
    visit.asked_again_at = now
    visit.save(update_fields=["asked_again_at"])
    mail.ask_news(visit, again=True)


def _let_go(exchange: Exchange, due: Due, now: datetime) -> None:
    """Nobody said: nothing is invented. The need closes as helped only if some visit took place."""
    visits = exchange.visits.filter(cancelled_at=None)
    unsure = visits.unsettled().filter(asked_again_at__isnull=False).last()
    has_helped = visits.filter(happened_at__isnull=False).exists()
    end_exchange(exchange, reason=EndReason.SILENCE, by=None, now=now)
    reason = CloseReason.HELPED if has_helped else CloseReason.PAST
    close_need(exchange.need, reason=reason, by=None, now=now)
    record("exchange.unsure", target=exchange)
    mail.tell_unsure(exchange)
    mail.tell_desk_unsure(exchange, unsure)


def _close_helped(exchange: Exchange, due: Due, now: datetime) -> None:
    finish_exchange(exchange, by=None, now=now)
    exchange.refresh_from_db(fields=["ended_at"])


def _visit(exchange: Exchange, due: Due) -> Visit:
    visit = exchange.visits.get(pk=due.visit)
    visit.exchange = exchange
    return visit


STEPS: dict[Step, Callable[[Exchange, Due, datetime], None]] = {
    Step.NUDGE: _nudge,
    Step.GIVE_UP: _give_up,
    Step.REMIND: _remind,
    Step.ASK_NEWS: _ask_news,
    Step.ASK_AGAIN: _ask_again,
    Step.LET_GO: _let_go,
    Step.CLOSE_HELPED: _close_helped,
}
