from datetime import date

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from campagnon.channels.models import Channel
from campagnon.journal.actions import record
from campagnon.people import mail
from campagnon.people.models import User
from campagnon.people.second_factor import DEMO_METHOD
from campagnon.people.signals import account_opened
from campagnon.territories.models import Commune


def meet(*, email: str = "", phone: str = "") -> User:
    """The person behind an address, known or not yet: the same two statements either way."""
    field, address = ("email", email) if email else ("phone", phone)
    newcomer = User(**{field: address}, prefers=Channel.EMAIL if email else Channel.SMS)
    User.objects.bulk_create([newcomer], update_conflicts=True, unique_fields=[field], update_fields=[field])
    return User.objects.get(**{field: address})


@transaction.atomic
def open_account(
    user: User,
    *,
    first_name: str,
    last_name: str,
    commune: Commune,
    born_on: date | None,
    agrees_charter: bool = False,
    request: HttpRequest,
) -> User:
    """Open an account; `born_on` is known of minors only, who are 16 or 17.

    `agrees_charter`: the charter of mutual help was read and agreed to on the same page.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.opened_at:
        return user
    now = timezone.now()
    user.first_name, user.last_name, user.commune = first_name, last_name, commune
    user.born_on, user.adult_declared_at = born_on, None if born_on else now
    user.opened_at, user.last_seen_on = now, timezone.localdate()
    user.charter_agreed_at = now if agrees_charter else None
    user.save()
    record("people.account_opened", target=user, by=user)
    if agrees_charter:
        record("people.charter_agreed", target=user, by=user)
    mail.account_opened(user)
    account_opened.send(sender=User, user=user, request=request)
    return user


def sign_in_as(request: HttpRequest, user: User) -> None:
    """Enter as one of the cast in one click, second factor included: in the demo, nowhere else."""
    if not settings.DEMO:
        raise PermissionDenied
    login(request, user)
    record_authentication(request, user, method=DEMO_METHOD)
