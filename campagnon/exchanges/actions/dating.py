from datetime import datetime, timedelta

from campagnon.channels.actions import withdraw_question
from campagnon.channels.hands import is_told_by_hand
from campagnon.exchanges.facts import facts_of
from campagnon.exchanges.models import Exchange, Visit
from campagnon.exchanges.questions import AGREEMENT
from campagnon.exchanges.states import next_look_at
from campagnon.notices.deadlines import LONGEST_SILENCE
from campagnon.notices.models import Need

# The clock may have slept a night: an exchange is looked at before its need.
HEAD_START = timedelta(hours=12)
# Whoever must be called answers from the moment of the call, which the counter makes when it can.
BETWEEN_CALLS = timedelta(hours=12)


def lock_exchange(pk: int) -> Exchange:
    """The exchange, held to the end of the transaction; after its need, so that nobody waits in a circle."""
    need_id = Exchange.objects.values_list("need_id", flat=True).get(pk=pk)
    Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    return (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("need__service", "need__commune", "asker", "helper")
        .get(pk=pk)
    )


def date_next_step(exchange: Exchange, *, now: datetime) -> None:
    """Say when the clock must look at a live exchange again; its need waits a little longer."""
    if exchange.ended_at is not None:
        return
    exchange.next_step_at = next_look_at(facts_of(exchange), now)
    if is_told_by_hand(exchange.asker):
        exchange.next_step_at = min(exchange.next_step_at, now + BETWEEN_CALLS)
    exchange.save(update_fields=["next_step_at"])
    # The search sleeps while the exchange lives: it may not close the need before the exchange has spoken.
    need_step_at = min(exchange.next_step_at + HEAD_START, now + LONGEST_SILENCE)
    Need.objects.open().filter(pk=exchange.need_id).update(next_step_at=need_step_at)


def withdraw_proposals(exchange: Exchange, *, now: datetime, moving: Visit | None = None) -> None:
    """What was proposed no longer waits for an answer; with `moving`, what would have moved that visit."""
    proposed = exchange.agreements.proposed()
    if moving is not None:
        proposed = proposed.filter(moves=moving)
    withdraw_question(AGREEMENT, *map(str, proposed.values_list("pk", flat=True)), now=now)
    proposed.update(replaced_at=now)
