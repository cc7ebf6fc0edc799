from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.notices.models import CloseReason, Need
from campagnon.notices.signals import need_closed
from campagnon.people.models import User


@transaction.atomic
def close_need(need: Need, *, reason: str, by: User | None, now: datetime | None = None) -> bool:
    """Close an open need for a reason that is said; False when it was closed. `by` None: the clock."""
    now = now or timezone.now()
    closed = (
        Need.objects.open()
        .filter(pk=need.pk)
        .update(closed_at=now, closed_by=by, close_reason=CloseReason(reason), next_step_at=None)
    )
    need.refresh_from_db()
    if not closed:
        return False
    record("need.closed", target=need, by=by, note=reason)
    need_closed.send(Need, need=need, by=by, now=now)
    return True
