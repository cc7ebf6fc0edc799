from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.exchanges.employment import month_worked
from campagnon.exchanges.mail.cesu import tell_declared
from campagnon.exchanges.models import Declaration, Exchange
from campagnon.exchanges.months import write_month
from campagnon.journal.actions import record
from campagnon.people.models import User


@transaction.atomic
def declare_month(exchange: Exchange, first: date, *, by: User, now: datetime | None = None) -> bool:
    """Note the employer's word that a month was declared; False without hours, or if it was said already."""
    now = now or timezone.now()
    exchange = _held(exchange, by)
    month = month_worked(exchange, first)
    if month is None or month.declared_at is not None:
        return False
    declaration = Declaration.objects.create(exchange=exchange, month=first, declared_at=now, declared_by=by)
    record("month.declared", target=declaration, by=by)
    tell_declared(exchange, month)
    return True


@transaction.atomic
def take_back_declaration(exchange: Exchange, first: date, *, by: User) -> bool:
    """Undo a word said by mistake; False when there was none."""
    exchange = _held(exchange, by)
    taken, _kinds = exchange.declarations.filter(month=first).delete()
    if taken:
        record("month.declaration_taken_back", target=exchange, by=by, note=write_month(first))
    return bool(taken)


def _held(exchange: Exchange, by: User) -> Exchange:
    if by.pk != exchange.asker_id:
        raise PermissionDenied
    return lock_exchange(exchange.pk)
