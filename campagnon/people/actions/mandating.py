from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.people import mail
from campagnon.people.access import is_agent_of
from campagnon.people.models import Covers, Mandate, User
from campagnon.people.models.mandate import LONGEST
from campagnon.territories.models import Territory


@transaction.atomic
def give_mandate(
    person: User,
    territory: Territory,
    *,
    until: date,
    by: User,
    covers: str = Covers.NEEDS,
    signed_on: date | None = None,
    now: datetime | None = None,
) -> Mandate:
    """Note that somebody lets the town hall act for them, a year at most; the one before is taken back."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    if by == person or not is_agent_of(by, territory):
        raise PermissionDenied
    if not today <= until <= today + LONGEST or (signed_on and signed_on > today):
        raise ValueError("A mandate begins today at the latest, and holds a year at most.")
    User.objects.select_for_update().get(pk=person.pk)
    for former in person.mandates.filter(territory=territory, revoked_at=None):
        _end(former, by=by, now=now)
        record("mandate.replaced", target=former, by=by, on_behalf_of=person)
    mandate = Mandate.objects.create(
        person=person,
        territory=territory,
        covers=covers,
        given_orally_on=min(signed_on or today, today),
        signed_on=signed_on,
        until=until,
        recorded_at=now,
        recorded_by=by,
    )
    record("mandate.given", target=mandate, by=by, on_behalf_of=person)
    mail.mandate_given(mandate)
    return mandate


@transaction.atomic
def sign_mandate(mandate: Mandate, *, on: date, by: User) -> None:
    """Note the day on which the page was signed: from now on the mandate holds to its end."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.revoked_at is not None or not is_agent_of(by, mandate.territory):
        raise PermissionDenied
    if not mandate.given_orally_on <= on <= timezone.localdate():
        raise ValueError("A page is signed between the spoken agreement and today.")
    mandate.signed_on, mandate.end_told_at = on, None
    mandate.save(update_fields=["signed_on", "end_told_at"])
    record("mandate.signed", target=mandate, by=by, on_behalf_of=mandate.person)


@transaction.atomic
def revoke_mandate(mandate: Mandate, *, by: User, now: datetime | None = None) -> bool:
    """Take a mandate back, from this moment on; False when it was already."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if by.pk != mandate.person_id and not is_agent_of(by, mandate.territory):
        raise PermissionDenied
    if mandate.revoked_at is not None:
        return False
    _end(mandate, by=by, now=now or timezone.now())
    record("mandate.revoked", target=mandate, by=by, on_behalf_of=mandate.person)
    return True


def _end(mandate: Mandate, *, by: User, now: datetime) -> None:
    mandate.revoked_at, mandate.revoked_by = now, by
    mandate.save(update_fields=["revoked_at", "revoked_by"])
