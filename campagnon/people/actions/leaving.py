from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campagnon.channels.models import Delivery, InboundMessage, Mute, Question
from campagnon.channels.rate import forget_full_buckets
from campagnon.common.ids import new_token
from campagnon.journal.actions import forget_reasons, forget_submissions, record
from campagnon.people import mail
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
    user.mandates.filter(revoked_at=None).update(revoked_at=now, revoked_by=by)
    user.vouches.all().delete()
    forget_reasons(user)
    Professional.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Delivery.objects.filter(Q(person=user) | Q(to__in=[user.email, user.phone])).delete()
    InboundMessage.objects.filter(Q(person=user) | Q(sender__in=[user.email, user.phone])).delete()
    Question.objects.filter(person=user).delete()
    Mute.objects.filter(person=user).delete()
    user.email = user.phone = user.phone_verified_at = None
    user.first_name = user.last_name = user.call_phone = ""
    user.born_on = user.adult_declared_at = user.last_seen_on = None
    user.session_seed, user.agenda_token = new_token(), new_token()
    user.closed_at = now
    user.save()
    record("people.account_closed", target=user, by=by)


def forget_passers_by(now: datetime) -> int:
    """Drop who opened no account within two days, and the codes, counts and sessions that have run out."""
    before = now - PASSERS_BY_STAY
    Delivery.objects.filter(key__startswith=mail.CODE_KEY, written_at__lt=before).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    forget_full_buckets()
    forget_submissions(now=now)
    return User.objects.passers_by().filter(arrived_at__lt=before).delete()[0]
