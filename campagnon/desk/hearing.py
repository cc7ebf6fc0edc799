"""What somebody says on the telephone, understood as it is typed, and what is still to be asked."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode, split_modes
from campagnon.notices.actions.publishing import NeedDraft
from campagnon.notices.drafts import Draft
from campagnon.notices.forms.saying import WhenForm, WordsForm
from campagnon.notices.phrases import when
from campagnon.notices.places import communes_typed
from campagnon.notices.reading import understand
from campagnon.people.models import User
from campagnon.territories.folding import fold
from campagnon.territories.models import Commune

# Where one need ends and another may begin.
JOINTS = re.compile(r"[.;:!?]+\s+|,?\s+(?:et|puis)\s+(?:aussi\s+|puis\s+)?", re.IGNORECASE)
AT_ONCE = frozenset({"des que possible", "au plus vite", "au plus tot", "quand on peut", "peu importe"})


@dataclass(frozen=True)
class Second:
    """Another need in the same breath, and the words left to the first."""

    before: str
    words: str
    service: Service


@dataclass
class Heard:
    """A need under dictation: what was understood, and by field what is missing or cannot be read."""

    draft: Draft
    service: Service | None = None
    commune: Commune | None = None
    is_sure: bool = True
    second: Second | None = None
    troubles: dict[str, str] = field(default_factory=dict)

    @property
    def need(self) -> NeedDraft | None:
        """The need to publish, once nothing is missing."""
        return None if self.troubles or not self.draft.words else self.draft.need()

    @property
    def modes(self) -> list[Mode]:
        if self.service is None:
            return []
        return split_modes(self.draft.modes & self.service.modes or self.service.modes)

    @property
    def when(self) -> str:
        return when(self) if self.draft.words else ""

    @property
    def starts_on(self) -> date | None:
        return date.fromisoformat(self.draft.starts_on) if self.draft.starts_on else None

    @property
    def ends_on(self) -> date | None:
        return date.fromisoformat(self.draft.ends_on) if self.draft.ends_on else None

    @property
    def part_of_day(self) -> str:
        return self.draft.part_of_day

    @property
    def is_recurring(self) -> bool:
        return self.draft.is_recurring


def hear(typed: dict, person: User | None) -> Heard:
    """Understand the sentence; what was corrected comes before it, and home is where nothing else is said."""
    words = " ".join(typed.get("words", "").split())
    reading = understand(words)
    heard = Heard(Draft.from_reading(words, reading), is_sure=reading.sure)
    if words:
        _check_words(heard, words)
    heard.draft.service = typed.get("service") or reading.service or ""
    if typed.get("when", "").strip():
        _correct_when(heard, typed["when"])
    _check_days(heard)
    heard.draft.modes = sum(int(mode) for mode in typed.get("modes", [])) or heard.draft.modes
    _look_up(heard, typed, person)
    heard.second = _second(words, heard) if words and not typed.get("rest") else None
    # Two needs in one breath hide each other; corrected by hand, there is nothing to check.
    heard.is_sure = heard.is_sure or bool(heard.second) or bool(typed.get("service"))
    return heard


def _check_words(heard: Heard, words: str) -> None:
    form = WordsForm({"words": words})
    if not form.is_valid():
        heard.troubles["words"] = form.errors["words"][0]


def _correct_when(heard: Heard, said: str) -> None:
    """« mardi matin » takes the place of every date of the sentence."""
    reading = understand(" ".join(said.split()))
    found = Draft.from_reading("", reading)
    for name in ("starts_on", "ends_on", "part_of_day", "is_recurring"):
        setattr(heard.draft, name, getattr(found, name))
    if not (found.starts_on or found.part_of_day or found.is_recurring or fold(said) in AT_ONCE):
        heard.troubles["when"] = _("Quel jour ? Par exemple : mardi matin")


def _check_days(heard: Heard) -> None:
    form = WhenForm({"starts_on": heard.draft.starts_on, "ends_on": heard.draft.ends_on})
    if not form.is_valid():
        heard.troubles["when"] = next(iter(form.errors.values()))[0]


def _look_up(heard: Heard, typed: dict, person: User | None) -> None:
    heard.service = Service.objects.select_related("sector").filter(slug=heard.draft.service).first()
    if heard.service is None:
        heard.draft.service = ""
        heard.troubles["service"] = _("Choisissez le service.")
    where = typed.get("where", "").strip()
    if where:
        heard.commune, _likely = communes_typed(where)
        if heard.commune is None:
            heard.troubles["where"] = _("Quelle commune ? Essayez son code postal")
    elif heard.draft.commune:
        heard.commune = Commune.objects.filter(insee=heard.draft.commune).first()
    elif person is not None:
        heard.commune = person.commune
    else:
        heard.troubles["where"] = _("Dites dans quelle commune.")
    heard.draft.commune = heard.commune.insee if heard.commune else ""


def _second(words: str, heard: Heard) -> Second | None:
    """Another need after « et », a comma or a full stop, when it is clearly about something else."""
    for joint in JOINTS.finditer(words):
        before, after = words[: joint.start()].rstrip(" ,"), words[joint.end() :]
        reading = understand(after)
        if reading.sure and reading.service != understand(before).service == heard.draft.service:
            return Second(before, after, Service.objects.get(slug=reading.service))
    return None
