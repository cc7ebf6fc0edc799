"""What goes into one envelope: the words that wait for somebody, their visits, the questions to answer."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery, Question
from campagnon.desk.access import may_hear_neighbours, people_of
from campagnon.exchanges.mail.letters import NEIGHBOURS_LETTER
from campagnon.exchanges.models import Visit
from campagnon.people.models import User
from campagnon.territories.models import Territory

VISITS_WITHIN = timedelta(days=31)
# Messages of ours in which a neighbour's own words stand between quotation marks.
QUOTING = ("proposed-", "cancelled-", "thanks-", "reply-", "quote-question-", "quote-declined-")
QUOTED = re.compile(r"«[^»]*»")


@dataclass
class Envelope:
    """One person, and the paper that is to reach them."""

    person: User
    deliveries: list[Delivery] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    # A neighbour's own words are printed for whoever gave a mandate: somebody here folds the sheet.
    may_hold_neighbours_words: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether nothing was written to them since it was."""
        return all(delivery.printed_at for delivery in self.deliveries)

    @property
    def news(self) -> list[tuple[str, str]]:
        """What each delivery says, and at what length; nothing of a neighbour's letter but that it came."""
        return [(delivery.subject, self._text(delivery)) for delivery in self.deliveries]

    def _text(self, delivery: Delivery) -> str:
        if self.may_hold_neighbours_words:
            return delivery.text
        return "" if is_neighbours(delivery) else without_quotes(delivery)


def is_neighbours(delivery: Delivery) -> bool:
    """Whether its words are those of a neighbour, and not ours."""
    return delivery.key.startswith(NEIGHBOURS_LETTER)


def without_quotes(delivery: Delivery) -> str:
    """The text without the word that a neighbour added to what we say: « Son mot : … »."""
    if not delivery.key.startswith(QUOTING):
        return delivery.text
    return QUOTED.sub("« … »", delivery.text)


def letters_of(territories: Collection[Territory]) -> QuerySet[Delivery]:
    """The words that wait to be posted to people of these territories."""
    return Delivery.objects.waiting().filter(channel=Channel.LETTER, person__in=people_of(territories))


def letters_of_use(territories: Collection[Territory], *, now: datetime) -> QuerySet[Delivery]:
    """Those that would not come too late."""
    return letters_of(territories).filter(Q(needed_by=None) | Q(needed_by__gt=now))


def envelopes_of(territories: Collection[Territory], *, until: datetime, now: datetime) -> list[Envelope]:
    """One a person to whom something of use was written by `until`; four queries, whatever their number."""
    waiting = letters_of_use(territories, now=now).filter(written_at__lte=until)
    order = ("person__commune__name", "person__last_name", "person__first_name", "person", "written_at", "pk")
    envelopes: dict[int, Envelope] = {}
    for delivery in waiting.select_related("person__commune", "question").order_by(*order):
        envelopes.setdefault(delivery.person_id, Envelope(delivery.person)).deliveries.append(delivery)
    for person_id, visit in _visits_of(envelopes, now):
        envelopes[person_id].visits.append(visit)
    for person_id in may_hear_neighbours(envelopes, on=timezone.localdate(now)):
        envelopes[person_id].may_hold_neighbours_words = True
    questions = Question.objects.open(now).filter(person__in=envelopes, asked_at__lte=until)
    for question in questions.order_by("code", "pk"):
        envelopes[question.person_id].questions.append(question)
    return list(envelopes.values())


def _visits_of(people: Collection[int], now: datetime) -> Iterable[tuple[int, Visit]]:
    """Each of their visits of the month that comes, with whom of them it concerns."""
    theirs = Q(exchange__asker__in=people) | Q(exchange__helper__in=people)
    visits = Visit.objects.coming(now).filter(theirs, starts_at__lt=now + VISITS_WITHIN)
    for visit in visits.select_related("exchange__asker", "exchange__helper", "exchange__need__service"):
        for person_id in (visit.exchange.asker_id, visit.exchange.helper_id):
            if person_id in people:
                yield person_id, visit
