from datetime import datetime

from campagnon.exchanges.models import EndReason, Exchange, Quote
from campagnon.people.models import User

# One of the two, or the need, left before the work: what was agreed on has no sequel.
GIVEN_UP = frozenset({EndReason.ASKER_DECLINED, EndReason.HELPER_DECLINED, EndReason.NEED_CLOSED})


def end_quotes(exchange: Exchange, *, reason: EndReason, by: User | None, now: datetime) -> None:
    """Let a professional’s quotes fall with the exchange; a job that was done keeps its own."""
    theirs = Quote.objects.filter(need=exchange.need, helper=exchange.helper)
    if reason in GIVEN_UP:
        theirs.accepted().update(dropped_at=now)
    standing = theirs.standing()
    if by is None:
        standing.update(expired_at=now)
    elif by.pk == exchange.helper_id:
        standing.update(withdrawn_at=now)
    else:
        standing.update(declined_at=now, declined_by=by)
