"""What the tables know of an exchange, as the facts that `states` reasons on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from campagnon.catalogue.modes import Mode
from campagnon.channels.hands import BY_HAND, is_told_by_hand
from campagnon.channels.models import Delivery
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.exchanges.states import Facts, VisitFacts

# A counter may be closed from Friday to Tuesday: what it has not said yet is not left unanswered.
LONGEST_CLOSURE = timedelta(days=4)


def facts_of(exchange: Exchange) -> Facts:
    """The facts of one exchange, in three queries; one more for a quote, or for an asker who is called."""
    last_message_at = exchange.messages.order_by("-sent_at").values_list("sent_at", flat=True).first()
    agreements = list(exchange.agreements.all())
    facts = gather_facts(exchange, agreements, exchange.visits.all(), last_message_at)
    if facts.has_ended or not is_told_by_hand(exchange.asker):
        return facts
    return replace(facts, last_word_at=max(facts.last_word_at, _heard_at(exchange, agreements)))


def _heard_at(exchange: Exchange, agreements: list[Agreement]) -> datetime:
    """When an asker who must be called was told what waits for their answer; they answer from then on."""
    waiting = next(
        (one for one in agreements if one.waits and one.proposed_by_id == exchange.helper_id), None
    )
    if waiting is None:
        return exchange.opened_at
    key = f"proposed-{waiting.pk}-{exchange.asker.public_id}"
    call = Delivery.objects.filter(key=key, channel__in=BY_HAND, given_up_at=None).first()
    if call is None:
        return waiting.proposed_at
    return call.sent_at or waiting.proposed_at + LONGEST_CLOSURE


def gather_facts(
    exchange: Exchange,
    agreements: Iterable[Agreement],
    visits: Iterable[Visit],
    last_message_at: datetime | None,
) -> Facts:
    """The facts of one exchange, from rows already read."""
    agreements = list(agreements)
    visits = [visit for visit in visits if visit.cancelled_at is None]
    standing = next((a for a in agreements if a.stands), None)
    proposed = next((a for a in agreements if a.waits and not a.moves_id), None)
    words = [exchange.opened_at, *(a.proposed_at for a in agreements)]
    words += [visit.missed_at for visit in visits if visit.missed_at]
    if last_message_at:
        words.append(last_message_at)
    return Facts(
        has_ended=exchange.ended_at is not None,
        is_agreed=standing is not None,
        is_weekly=standing is not None and standing.is_weekly,
        proposed_for=proposed.starts_at if proposed else None,
        last_word_at=max(words),
        nudged_at=exchange.nudged_at,
        visits=visit_facts(visits),
        has_quote=_has_quote(exchange, agreements),
    )


def _has_quote(exchange: Exchange, agreements: list[Agreement]) -> bool:
    """Whether the asker has a quote to answer; looked for only between somebody and a professional."""
    if not any(agreement.mode == Mode.PRO for agreement in agreements):
        return False
    return exchange.quotes.standing().exists()


def visit_facts(visits: Iterable[Visit]) -> tuple[VisitFacts, ...]:
    """The visits that were not cancelled, in order of time."""
    return tuple(
        VisitFacts(
            key=visit.pk,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            booked_at=visit.booked_at,
            reminded_at=visit.reminded_at,
            asked_at=visit.asked_at,
            asked_again_at=visit.asked_again_at,
            happened_at=visit.happened_at,
            missed_at=visit.missed_at,
        )
        for visit in sorted(visits, key=lambda visit: visit.starts_at)
    )
