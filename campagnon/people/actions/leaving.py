from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from campagnon.common.ids import new_token
from campagnon.journal.actions import record
from campagnon.people.models import Professional, User
from campagnon.people.signals import account_closed

PASSERS_BY_STAY = timedelta(days=2)


@transaction.atomic
def close_account(user: User, *, by: User) -> None:
    """Close an account for good: what it had open is withdrawn, and what it said of its owner is erased."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.closed_at:
        return
    account_closed.send(sender=User, user=user)
    now = timezone.now()
    user.posts.serving().update(ended_at=now)
    Professional.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.deliveries.all().delete()
    user.email = user.phone = user.phone_verified_at = None
    user.first_name = user.last_name = ""
    user.born_on = user.adult_declared_at = user.last_seen_on = None
    user.session_seed, user.agenda_token = new_token(), new_token()
    user.closed_at = now
    user.save()
    record("people.account_closed", target=user, by=by)


def forget_passers_by(now: datetime) -> int:
    """Drop those who asked for a code and opened no account within two days."""
    gone = User.objects.passers_by().filter(arrived_at__lt=now - PASSERS_BY_STAY)
    return gone.delete()[0]
