from datetime import datetime, timedelta

from campagnon.exchanges.models import Agreement, Visit
from campagnon.exchanges.moments import weeks_after

# How many visits of a weekly agreement stand in the agendas.
VISITS_AHEAD = 8


def book_visits(agreement: Agreement, *, now: datetime) -> int:
    """Book the one visit of an agreement, or keep eight ahead when it is weekly; return how many are new."""
    taken = set(agreement.visits.values_list("turn", flat=True))
    if not agreement.is_weekly:
        turns = range(1)
    else:
        coming = agreement.visits.coming(now).count()
        first = max(taken, default=-1) + 1
        turns = range(first, first + max(0, VISITS_AHEAD - coming))
    visits = [_visit(agreement, turn, now) for turn in turns if turn not in taken]
    return len(Visit.objects.bulk_create(visits))


def _visit(agreement: Agreement, turn: int, now: datetime) -> Visit:
    starts_at = weeks_after(agreement.starts_at, turn)
    return Visit(
        exchange_id=agreement.exchange_id,
        agreement=agreement,
        turn=turn,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=float(agreement.hours)),
        booked_at=now,
    )
