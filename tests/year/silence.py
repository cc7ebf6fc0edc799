"""How long an asker hears nothing, exactly as docs/ladder.md defines it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from campagnon.channels.hands import is_told_by_hand
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.journal.models import Entry
from campagnon.notices.models import Need
from campagnon.territories.models import Territory
from campagnon.territories.opening import Calendar, closed_days_between
from tests.year.about import news_of_needs

PROMISE = timedelta(hours=48)
FOREVER = timedelta(days=9999)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Silence:
    """The longest stretch in which somebody who waits heard nothing."""

    need: Need
    longest: timedelta
    begins: datetime

    @property
    def breaks_the_promise(self) -> bool:
        return self.longest > PROMISE


def silences(*, until: datetime) -> list[Silence]:
    """The longest silence of each need, in order of publication."""
    told, acts, covered = news_of_needs(), _own_acts(), _in_hand()
    calendars = {one.pk: one.calendar for one in Territory.objects.all()}
    found = []
    needs = Need.objects.select_related("author", "commune").order_by("published_at", "pk")
    for need in needs.iterator():
        marks = sorted({need.published_at, *told.get(need.pk, []), *acts.get(need.pk, [])})
        calendar = calendars.get(need.commune.epci_id) if is_told_by_hand(need.author) else None
        found.append(_longest(need, marks, covered.get(need.pk, []), calendar, until))
    return found


def _longest(
    need: Need, marks: list[datetime], covered: list[Stretch], calendar: Calendar | None, until: datetime
) -> Silence:
    end = _end(need, marks, until)
    moments = [mark for mark in marks if mark < end] + [end]
    waits = [
        wait
        for begins, ends in zip(moments, moments[1:], strict=False)
        for wait in _uncovered((begins, ends), covered)
    ]
    lengths = [(_counted(wait, calendar), wait[0]) for wait in waits]
    longest, begins = max(lengths, default=(timedelta(), need.published_at))
    return Silence(need, longest, begins)


def _end(need: Need, marks: list[datetime], until: datetime) -> datetime:
    """When nobody waits any more: their own word that closed it, else the news of the close."""
    if need.closed_at is None:
        return until
    if need.closed_by_id == need.author_id:
        return need.closed_at
    return next((mark for mark in marks if mark >= need.closed_at), until)


def _counted(wait: Stretch, calendar: Calendar | None) -> timedelta:
    """For those whom hands must tell, the days on which the counter is closed do not count."""
    begins, ends = (timezone.localtime(moment) for moment in wait)
    length = wait[1] - wait[0]
    return length - closed_days_between(begins, ends, calendar) if calendar else length


def _uncovered(wait: Stretch, covered: list[Stretch]) -> list[Stretch]:
    """What is left of a wait without the stretches in which somebody is to come, or came."""
    left, begins = [], wait[0]
    for covers_from, covers_to in sorted(covered):
        if covers_to <= begins or covers_from >= wait[1]:
            continue
        if covers_from > begins:
            left.append((begins, covers_from))
        begins = max(begins, covers_to)
    if begins < wait[1]:
        left.append((begins, wait[1]))
    return left


def _own_acts() -> dict[int, list[datetime]]:
    """The acts of the asker about their need, by their own hand or an agent's."""
    need_of = {
        Need._meta.label: {pk: pk for pk in Need.objects.values_list("pk", flat=True)},
        Exchange._meta.label: dict(Exchange.objects.values_list("pk", "need_id")),
        Agreement._meta.label: dict(Agreement.objects.values_list("pk", "exchange__need_id")),
        Visit._meta.label: dict(Visit.objects.values_list("pk", "exchange__need_id")),
    }
    authors = dict(Need.objects.values_list("pk", "author_id"))
    acts: dict[int, list[datetime]] = defaultdict(list)
    rows = Entry.objects.filter(by__isnull=False).values_list(
        "target_kind", "target_id", "by_id", "on_behalf_of_id", "at"
    )
    for kind, pk, by, on_behalf_of, at in rows.iterator():
        need_id = need_of.get(kind, {}).get(pk)
        if need_id is not None and authors[need_id] in {by, on_behalf_of}:
            acts[need_id].append(at)
    return acts


def _in_hand() -> dict[int, list[Stretch]]:
    """From the agreement to the visit, and after it until somebody says that it did not take place."""
    covered: dict[int, list[Stretch]] = defaultdict(list)
    rows = Visit.objects.values_list(
        "exchange__need_id", "agreement__accepted_at", "booked_at", "cancelled_at", "missed_at"
    )
    for need_id, accepted_at, booked_at, cancelled_at, missed_at in rows.iterator():
        ends = cancelled_at or missed_at or booked_at + FOREVER
        covered[need_id].append((min(accepted_at, booked_at), ends))
    return covered
