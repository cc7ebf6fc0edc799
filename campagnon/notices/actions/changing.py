from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.notices.models import Need
from campagnon.notices.signals import need_changed
from campagnon.people.models import User


@dataclass(frozen=True)
class Terms:
    """What may change of a published need; another service, or another place, is another need."""

    words: str
    modes: int
    starts_on: date | None
    ends_on: date | None
    part_of_day: str
    is_recurring: bool

    @property
    def moment(self) -> tuple[date | None, date | None, str, bool]:
        return self.starts_on, self.ends_on, self.part_of_day, self.is_recurring


def terms_of(need: Need) -> Terms:
    """What a need says now."""
    return Terms(need.words, need.modes, need.starts_on, need.ends_on, need.part_of_day, need.is_recurring)


@transaction.atomic
def change_need(need: Need, terms: Terms, *, by: User, now: datetime | None = None) -> bool:
    """Say an open need otherwise; False when it is closed, or says so already. What is agreed stays."""
    now = now or timezone.now()
    need.refresh_from_db(from_queryset=Need.objects.select_for_update(of=("self",)))
    before = terms_of(need)
    if not need.is_open or terms == before:
        return False
    changed = [name for name, value in asdict(terms).items() if value != getattr(before, name)]
    for name in changed:
        setattr(need, name, getattr(terms, name))
    need.save(update_fields=changed)
    record("need.changed", target=need, by=by, note=", ".join(changed))
    need_changed.send(Need, need=need, before=before, now=now)
    return True
