"""What exchanges do when lower rooms speak."""

from datetime import datetime

from django.dispatch import receiver
from django.utils import timezone

from campagnon.exchanges import mail
from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.exchanges.actions.ending import decline_exchange, end_exchange
from campagnon.exchanges.actions.leaving_quotes import decline_standing, withdraw_quote
from campagnon.exchanges.actions.quoting import discard_draft
from campagnon.exchanges.models import EndReason, Exchange, Quote
from campagnon.matching.habits import TOO_RECENT
from campagnon.matching.models import Answer, Suggestion
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


@receiver(need_closed)
def tell_those_who_wait(need: Need, by: User | None, now: datetime, **kwargs) -> None:
    """Withdrawn by its author: whoever said yes in vain, or has just been asked, is told."""
    if by is None or need.close_reason == CloseReason.HELPED:
        return
    # Matching has just ended them; those of an exchange are told by its end.
    ended = need.suggestions.filter(ended_at=now).exclude(helper__in=need.exchanges.values("helper"))
    for suggestion in ended.filter(answer__in=("", Answer.YES)).select_related("helper"):
        if suggestion.answer or now - suggestion.last_asked_at < TOO_RECENT:
            suggestion.need = need
            mail.tell_withdrawn(suggestion)


@receiver(need_closed)
def decline_with_its_need(need: Need, by: User | None, now: datetime | None = None, **kwargs) -> None:
    """The quotes that wait are declined with the need, and their authors told."""
    decline_standing(need, by=by, now=now or timezone.now())


@receiver(account_closed)
def take_back_quotes(user: User, **kwargs) -> None:
    """Whoever closes an account takes back what waits for an answer, and leaves no draft."""
    for draft in Quote.objects.drafts().filter(helper=user):
        discard_draft(draft, by=user)
    for quote in Quote.objects.standing().filter(helper=user):
        withdraw_quote(quote, by=user)


@receiver(account_closed)
def leave_exchanges(user: User, **kwargs) -> None:
    """Whoever closes an account leaves their exchanges as if they had declined, and is asked nothing more."""
    for exchange in Exchange.objects.live().of(user):
        decline_exchange(exchange, by=user)
    Suggestion.objects.filter(helper=user, ended_at=None).update(ended_at=timezone.now())
