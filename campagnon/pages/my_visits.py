"""« Mes rendez-vous »: the page that is made to be kept on one's own device, and read without a network."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from campagnon.exchanges.models import Message, Visit
from campagnon.notices.models import Need
from campagnon.people.models import User

MOST_VISITS = 12
LAST_LETTERS = 3
_PEOPLE = ("agreement", "exchange__asker", "exchange__helper", "exchange__need__service")


@dataclass(frozen=True)
class ComingVisit:
    """One visit as one of the two reads it: the other, what is asked, and the last words about it."""

    visit: Visit
    other: User
    words: str
    letters: list[Message]


def coming_visits(reader: User, *, now: datetime) -> list[ComingVisit]:
    """The visits ahead, the soonest first, in two queries; what concerns health stays with who wrote it."""
    mine = Q(exchange__asker=reader) | Q(exchange__helper=reader)
    ahead = Visit.objects.unsettled().filter(mine, ends_at__gt=now, exchange__ended_at=None)
    visits = list(ahead.select_related(*_PEOPLE, "exchange__need__commune")[:MOST_VISITS])
    letters = _last_letters({visit.exchange_id for visit in visits})
    return [
        ComingVisit(
            visit=visit,
            other=visit.exchange.other(reader),
            words=_words(visit.exchange.need, reader),
            letters=letters[visit.exchange_id],
        )
        for visit in visits
    ]


def _words(need: Need, reader: User) -> str:
    return "" if need.service.is_discreet and need.author_id != reader.pk else need.words


def _last_letters(exchanges: set[int]) -> dict[int, list[Message]]:
    found: dict[int, list[Message]] = defaultdict(list)
    for letter in Message.objects.filter(exchange__in=exchanges).select_related("author").order_by("sent_at"):
        found[letter.exchange_id] = [*found[letter.exchange_id], letter][-LAST_LETTERS:]
    return found
