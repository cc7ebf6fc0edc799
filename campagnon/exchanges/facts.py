"""What the tables know of an exchange, as the facts that `states` reasons on."""

from collections.abc import Iterable
from datetime import datetime

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.exchanges.states import Facts, VisitFacts


def facts_of(exchange: Exchange) -> Facts:
    """The facts of one exchange, in three queries; one more for a professional’s quote."""
    last_message_at = exchange.messages.order_by("-sent_at").values_list("sent_at", flat=True).first()
    return gather_facts(exchange, exchange.agreements.all(), exchange.visits.all(), last_message_at)


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
