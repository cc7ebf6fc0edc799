"""How much one person is written to: so many asks, digests and nudges within a week, whoever asks."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from campagnon.channels.models import Delivery, Mute
from campagnon.channels.topics import Topic

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Ration:
    """So many messages at most within any span of that length."""

    most: int
    within: timedelta = A_WEEK


ASKS_A_WEEK = 7
RATIONS = {
    Topic.ASK: Ration(ASKS_A_WEEK),
    # From one Thursday morning to the next there is an hour less in March, and a clock late by some minutes.
    Topic.DIGEST: Ration(1, A_WEEK - timedelta(hours=2)),
    Topic.NUDGE: Ration(1),
}


def left_of(topic: Topic, person_ids: Collection[int], now: datetime) -> dict[int, int]:
    """How many more each person may get now; none for those who asked to be left in peace. One query."""
    ration = RATIONS[topic]
    written = (
        Delivery.objects.filter(topic=topic, person__in=person_ids, written_at__gt=now - ration.within)
        .values("person_id")
        .annotate(count=Count("pk"))
        .values_list("person_id", "count")
    )
    muted = (
        Mute.objects.silencing(topic)
        .filter(person__in=person_ids)
        .values("person_id")
        .annotate(count=Count("pk") + ration.most)
        .values_list("person_id", "count")
    )
    spent: dict[int, int] = defaultdict(int)
    for person_id, count in written.union(muted, all=True):
        spent[person_id] += count
    return {person_id: max(0, ration.most - spent[person_id]) for person_id in person_ids}


def may_still_be_told(topic: Topic, person_ids: Collection[int], now: datetime) -> set[int]:
    """Those whose budget has room for one more."""
    return {person_id for person_id, left in left_of(topic, person_ids, now).items() if left}


def may_still_be_asked(person_ids: Collection[int], now: datetime) -> set[int]:
    """Those who may be asked for help once more this week; beyond, the next best placed is asked."""
    return may_still_be_told(Topic.ASK, person_ids, now)


def over_budget(since: datetime, until: datetime) -> list[tuple[int, str, int]]:
    """Who got more of a topic than their ration within its span, and the most they got."""
    most: dict[tuple[int, str], int] = {}
    for person_id, topic, count in _counts(since, until):
        if count > RATIONS[Topic(topic)].most:
            most[person_id, topic] = max(count, most.get((person_id, topic), 0))
    return [(person_id, topic, count) for (person_id, topic), count in sorted(most.items())]


def _counts(since: datetime, until: datetime) -> Iterator[tuple[int, str, int]]:
    """At each message, how many of its topic the person got within the span that it ends."""
    longest = max(ration.within for ration in RATIONS.values())
    rationed = Delivery.objects.filter(
        topic__in=RATIONS, person__isnull=False, written_at__gt=since - longest, written_at__lte=until
    )
    recent: dict[tuple[int, str], deque[datetime]] = defaultdict(deque)
    for person_id, topic, at in rationed.order_by("written_at", "pk").values_list(
        "person_id", "topic", "written_at"
    ):
        held = recent[person_id, topic]
        held.append(at)
        while held[0] <= at - RATIONS[Topic(topic)].within:
            held.popleft()
        if at >= since:
            yield person_id, topic, len(held)
