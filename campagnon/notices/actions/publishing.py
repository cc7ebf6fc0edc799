from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.journal.actions import record
from campagnon.notices.deadlines import LONGEST_SILENCE
from campagnon.notices.models import CameBy, Need
from campagnon.notices.signals import need_published
from campagnon.people.models import User
from campagnon.territories.models import Commune


@dataclass(frozen=True)
class NeedDraft:
    """A need checked and complete, not yet published."""

    words: str
    service: Service
    commune: Commune
    modes: int
    starts_on: date | None = None
    ends_on: date | None = None
    part_of_day: str = ""
    is_recurring: bool = False
    came_by: str = CameBy.WEB


@transaction.atomic
def publish_need(draft: NeedDraft, *, by: User, now: datetime | None = None) -> Need:
    """Publish a need; whoever listens to `need_published` asks the first helpers."""
    now = now or timezone.now()
    need = Need.objects.create(
        author=by,
        service=draft.service,
        commune=draft.commune,
        words=draft.words,
        modes=draft.modes & draft.service.modes or draft.service.modes,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        part_of_day=draft.part_of_day,
        is_recurring=draft.is_recurring,
        came_by=draft.came_by,
        published_at=now,
        next_step_at=now + LONGEST_SILENCE,
    )
    record("need.published", target=need, by=by)
    need_published.send(Need, need=need, now=now)
    return need
