from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.people.access import is_agent_of
from campagnon.people.models import User, Vouch
from campagnon.people.models.vouch import HOLDS
from campagnon.territories.models import Commune, Territory


@transaction.atomic
def vouch_for(
    person: User,
    territory: Territory,
    commune: Commune,
    *,
    met_on: date,
    by: User,
    now: datetime | None = None,
) -> Vouch:
    """A town hall met somebody and says so, for two years; met again, the former word gives way.

    Which paper was seen is written nowhere.
    """
    now = now or timezone.now()
    if by == person or not is_agent_of(by, territory) or person.commune.epci_id != territory.epci_id:
        raise PermissionDenied
    if commune.epci_id != territory.epci_id or met_on > timezone.localdate(now):
        raise ValueError("People are met at a town hall of the territory, today at the latest.")
    User.objects.select_for_update().get(pk=person.pk)
    person.vouches.filter(revoked_at=None).update(revoked_at=now, revoked_by=by)
    vouch = Vouch.objects.create(
        person=person, territory=territory, commune=commune, met_on=met_on, until=met_on + HOLDS, by=by
    )
    record("vouch.given", target=vouch, by=by, on_behalf_of=person)
    return vouch


@transaction.atomic
def revoke_vouch(vouch: Vouch, *, reason: str, by: User, now: datetime | None = None) -> bool:
    """Take a town hall's word back, for a reason that the person can read; False when it was already."""
    vouch = Vouch.objects.select_for_update().get(pk=vouch.pk)
    if not is_agent_of(by, vouch.territory):
        raise PermissionDenied
    if vouch.revoked_at is not None:
        return False
    vouch.revoked_at, vouch.revoked_by = now or timezone.now(), by
    vouch.save(update_fields=["revoked_at", "revoked_by"])
    record("vouch.revoked", target=vouch, by=by, on_behalf_of=vouch.person, note=reason)
    return True
