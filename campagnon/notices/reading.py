"""The one door to the sentence reader for the pages: it knows which territories are open now."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from campagnon.notices.sentence.lexicon import Lexicon
from campagnon.notices.sentence.places import Places, read_rows
from campagnon.notices.sentence.reading import Reading, read_sentence
from campagnon.territories.models import Territory

GEOGRAPHY = Path(settings.BASE_DIR) / "campagnon" / "territories" / "data"
# Before any territory is open: the two pilots.
PILOTS = frozenset({"246000848", "200005932"})


def understand(text: str, today: date | None = None) -> Reading:
    """Understand a sentence, for the territories open now."""
    today = today or timezone.localdate()
    return read_sentence(text, today=today, places=places_for(open_territories()), lexicon=Lexicon.load())


def open_territories() -> frozenset[str]:
    """The SIREN numbers of open territories; the pilots as long as nothing is open."""
    return frozenset(Territory.objects.open().values_list("epci_id", flat=True)) or PILOTS


@lru_cache(maxsize=2)
def places_for(territories: frozenset[str]) -> Places:
    """The communes as seen from these open territories, built again only when the set changes."""
    return read_rows(GEOGRAPHY / "communes.csv", GEOGRAPHY / "communes_alias.csv", territories)
