from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from campagnon.channels.addresses import is_mobile
from campagnon.channels.models import Channel
from campagnon.journal.actions import record
from campagnon.people import mail
from campagnon.people.actions.mandating import give_mandate
from campagnon.people.models import User
from campagnon.people.models.mandate import LONGEST
from campagnon.territories.models import Commune, Territory


@dataclass(frozen=True)
class Newcomer:
    """Somebody of age who is not known yet, as they say who they are."""

    first_name: str
    last_name: str
    commune: Commune
    number: str = ""
    email: str = ""
    agrees: bool = False  # that the town hall act in their name


class AddressTaken(Exception):
    """The number or the e-mail is somebody's already."""


def holder_of(*, phone: str = "", email: str = "") -> User | None:
    """Whose mobile number or e-mail it is, among open accounts; a landline is a household's, nobody's own."""
    for field, address in (("phone", phone), ("email", email)):
        found = User.objects.opened().filter(**{field: address}).first() if address else None
        if found:
            return found
    return None


@transaction.atomic
def open_for(newcomer: Newcomer, territory: Territory, *, by: User) -> User:
    """Open an account for somebody who does not touch a computer, with what they agree to aloud.

    `account_opened` is not sent: those who hear it look into the session of whoever opens, here the agent's.
    """
    now = timezone.now()
    mobile = newcomer.number if newcomer.number and is_mobile(newcomer.number) else None
    person = User(
        first_name=newcomer.first_name,
        last_name=newcomer.last_name,
        commune=newcomer.commune,
        email=newcomer.email or None,
        phone=mobile,
        call_phone="" if mobile else newcomer.number,
        prefers=_way_to(newcomer, mobile),
        adult_declared_at=now,
        opened_at=now,
    )
    # Who asked for a code at this address and went no further was the same person.
    passers_by = User.objects.passers_by()
    for field, address in (("phone", mobile), ("email", person.email)):
        if address:
            passers_by.filter(**{field: address}).delete()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise AddressTaken from error
    record("people.account_opened", target=person, by=by, on_behalf_of=person)
    if person.prefers != Channel.CALL:
        mail.account_opened(person)
    if newcomer.agrees:
        agree_aloud(person, territory, by=by)
    return person


def agree_aloud(person: User, territory: Territory, *, by: User) -> None:
    """Note that somebody said on the telephone that the town hall may act for them."""
    give_mandate(person, territory, until=timezone.localdate() + LONGEST, by=by)


def _way_to(newcomer: Newcomer, mobile: str | None) -> Channel:
    if mobile:
        return Channel.SMS
    return Channel.EMAIL if newcomer.email else Channel.CALL
