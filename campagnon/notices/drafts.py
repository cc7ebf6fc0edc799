"""What somebody is saying, kept on the server between two screens, before any account."""

from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import NAMES
from campagnon.notices.actions.publishing import NeedDraft
from campagnon.notices.moments import availability_of
from campagnon.notices.sentence.reading import Reading
from campagnon.territories.models import Commune

NEED_KEY = "need_draft"
OFFER_KEY = "offer_draft"


@dataclass
class Draft:
    """A need or an offer being said: plain values, as a session can hold them."""

    words: str = ""
    service: str = ""
    likely: list[str] = field(default_factory=list)
    commune: str = ""
    commune_typed: str = ""
    starts_on: str = ""
    ends_on: str = ""
    part_of_day: str = ""
    is_recurring: bool = False
    modes: int = 0
    availability: int = 0  # 21 bits, for an offer; 0 when its sentence says nothing of the week

    @classmethod
    def load(cls, session: SessionBase, key: str) -> "Draft | None":
        kept: dict[str, Any] | None = session.get(key)
        # A session may be older than the fields of today.
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known}) if kept else None

    def save(self, session: SessionBase, key: str) -> None:
        session[key] = asdict(self)

    @classmethod
    def from_reading(cls, words: str, reading: Reading) -> "Draft":
        return cls(
            words=words,
            service=reading.service if reading.service and reading.sure else "",
            likely=[slug for slug, _score in reading.candidates[:3]],
            commune=reading.commune or "",
            starts_on=reading.start.isoformat() if reading.start else "",
            ends_on=reading.end.isoformat() if reading.end else "",
            part_of_day=reading.part_of_day,
            is_recurring=reading.recurring,
            modes=NAMES.get(reading.mode, 0),
            availability=availability_of(set(reading.week)),
        )

    def question(self) -> str:
        """What is still to be asked: "service", "commune", or "" when all is there."""
        if not self.service:
            return "service"
        return "" if self.commune else "commune"

    def need(self) -> NeedDraft:
        """The complete draft with its objects; call when nothing is left to ask."""
        service = Service.objects.get(slug=self.service)
        return NeedDraft(
            words=self.words,
            service=service,
            commune=Commune.objects.get(insee=self.commune),
            modes=self.modes & service.modes or service.modes,
            starts_on=date.fromisoformat(self.starts_on) if self.starts_on else None,
            ends_on=date.fromisoformat(self.ends_on) if self.ends_on else None,
            part_of_day=self.part_of_day,
            is_recurring=self.is_recurring,
        )
