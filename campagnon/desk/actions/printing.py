from datetime import datetime, timedelta

from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.journal.models import Entry
from campagnon.people.models import User

PRINTED = "deeds.printed"
# Long enough for a printer that jams.
PAPER_STAYS = timedelta(hours=1)


def print_deeds(person: User, *, by: User) -> None:
    """Note that an agent takes away, on paper, the list of what was done in somebody's name."""
    record(PRINTED, target=person, by=by, on_behalf_of=person)


def may_read_print(person: User, *, by: User, now: datetime | None = None) -> bool:
    """Whether this agent asked for that paper within the hour."""
    since = (now or timezone.now()) - PAPER_STAYS
    return Entry.objects.filter(verb=PRINTED, by=by, on_behalf_of=person, at__gte=since).exists()
