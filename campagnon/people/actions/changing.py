from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from campagnon.channels.models import Channel
from campagnon.common.ids import new_token
from campagnon.journal.actions import record
from campagnon.people.models import User
from campagnon.territories.models import Commune


class AddressTaken(Exception):
    """Another open account is reached at this address."""


@transaction.atomic
def update_account(user: User, *, first_name: str, last_name: str, commune: Commune, prefers: str) -> None:
    """Change one's name, commune and the way one prefers to be reached."""
    user.first_name, user.last_name, user.commune, user.prefers = first_name, last_name, commune, prefers
    user.save(update_fields=["first_name", "last_name", "commune", "prefers"])
    record("people.account_updated", target=user, by=user)


@transaction.atomic
def add_address(user: User, *, email: str = "", phone: str = "") -> None:
    """Make a proven address one's own, in place of the former one of its kind."""
    field, address = ("email", email) if email else ("phone", phone)
    others = User.objects.exclude(pk=user.pk).filter(**{field: address})
    # Somebody who asked for a code at this address and went no further was the same person.
    others.passers_by().delete()
    if others.exists():
        raise AddressTaken
    setattr(user, field, address)
    if phone:
        user.phone_verified_at = timezone.now()
    try:
        with transaction.atomic():
            user.save(update_fields=[field, "phone_verified_at"])
    except IntegrityError as error:  # another account took it at the same instant
        raise AddressTaken from error
    record("people.address_added", target=user, by=user, note=field)


@transaction.atomic
def remove_address(user: User, channel: str) -> bool:
    """Forget one's e-mail or one's number; refused when nothing would be left to come in by."""
    if channel not in Channel.values or not (user.email and user.phone_verified_at):
        return False
    if channel == Channel.EMAIL:
        user.email, user.prefers = None, Channel.SMS
    else:
        user.phone, user.phone_verified_at, user.prefers = None, None, Channel.EMAIL
    user.save(update_fields=["email", "phone", "phone_verified_at", "prefers"])
    record("people.address_removed", target=user, by=user, note=channel)
    return True


@transaction.atomic
def renew_agenda_address(user: User) -> None:
    """Give one's agenda another secret address: whoever has the former reads nothing any more."""
    user.agenda_token = new_token()
    user.save(update_fields=["agenda_token"])
    record("people.agenda_address_renewed", target=user, by=user)


def sign_out_elsewhere(request: HttpRequest, user: User) -> None:
    """End every session of this person but the one that asks."""
    user.session_seed = new_token()
    user.save(update_fields=["session_seed"])
    update_session_auth_hash(request, user)
    record("people.signed_out_elsewhere", target=user, by=user)
