"""« Mes rendez-vous »: the page that is made to be kept on one's own device, and read without a network."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from campagnon.exchanges.models import Message, Visit
from campagnon.notices.models import Need
from campagnon.people.models import User

MOST_VISITS = 12
LAST_LETTERS = 3
_PEOPLE = ("agreement", "exchange__asker", "exchange__helper", "exchange__need__service")


@dataclass(frozen=True)
class ComingVisit:
    """The next visit of an exchange, and those after it, as one of the two reads them at the door."""

    visit: Visit
    later: list[Visit]
    other: User
    words: str
    letters: list[Message]


def coming_visits(reader: User, *, now: datetime) -> list[ComingVisit]:
    """Each exchange by its next visit, the soonest first, in two queries."""
    mine = Q(exchange__asker=reader) | Q(exchange__helper=reader)
    ahead = Visit.objects.unsettled().filter(mine, ends_at__gt=now, exchange__ended_at=None)
    visits: dict[int, list[Visit]] = defaultdict(list)
    for visit in ahead.select_related(*_PEOPLE, "exchange__need__commune")[:MOST_VISITS]:
        visits[visit.exchange_id].append(visit)
    letters = _last_letters(set(visits))
    return [
        ComingVisit(
            visit=first,
            later=later,
            other=first.exchange.other(reader),
            words=_words(first.exchange.need, reader),
            letters=letters[first.exchange_id],
        )
        for first, *later in visits.values()
    ]


def _words(need: Need, reader: User) -> str:
    """The sentence of the need; what concerns health stays on the device of whoever wrote it."""
    return "" if need.service.is_discreet and need.author_id != reader.pk else need.words


def _last_letters(exchanges: set[int]) -> dict[int, list[Message]]:
    found: dict[int, list[Message]] = defaultdict(list)
    latest_first = Window(RowNumber(), partition_by="exchange", order_by=["-sent_at", "-pk"])
    letters = Message.objects.filter(exchange__in=exchanges).annotate(age=latest_first)
    for letter in letters.filter(age__lte=LAST_LETTERS).select_related("author").order_by("sent_at", "pk"):
        found[letter.exchange_id].append(letter)
    return found
