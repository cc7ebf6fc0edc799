"""What exchanges do when lower rooms speak."""

from datetime import datetime

from django.dispatch import receiver
from django.utils import timezone

from campagnon.exchanges import mail
from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.exchanges.actions.ending import decline_exchange, end_exchange
from campagnon.exchanges.models import EndReason, Exchange
from campagnon.notices.models import CloseReason, Need
from campagnon.notices.signals import need_closed
from campagnon.people.models import User
from campagnon.people.signals import account_closed


@receiver(need_closed)
def end_with_its_need(need: Need, by: User | None, now: datetime | None = None, **kwargs) -> None:
    """A live exchange ends with its need: helped if its author says so and a visit began."""
    now = now or timezone.now()
    pk = Exchange.objects.live().filter(need=need).values_list("pk", flat=True).first()
    if pk is None:
        return
    exchange = lock_exchange(pk)
    began = exchange.visits.filter(cancelled_at=None, starts_at__lte=now).exists()
    if need.close_reason == CloseReason.HELPED and began:
        end_exchange(exchange, reason=EndReason.HELPED, by=by, now=now)
        mail.tell_finished(exchange)
        return
    end_exchange(exchange, reason=EndReason.NEED_CLOSED, by=by, now=now)
    mail.tell_need_closed(exchange, by=by)


@receiver(account_closed)
def leave_exchanges(user: User, **kwargs) -> None:
    """Whoever closes an account leaves their exchanges as if they had declined."""
    for exchange in Exchange.objects.live().of(user):
        decline_exchange(exchange, by=user)
