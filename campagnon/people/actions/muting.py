from collections.abc import Collection

from django.db import transaction

from campagnon.channels.models import Mute
from campagnon.channels.topics import ALL, Topic
from campagnon.journal.actions import record
from campagnon.people.models import User


@transaction.atomic
def mute(person: User, topic: str, *, by: User) -> None:
    """Stop writing to somebody about one topic, or about all; said twice, it holds once."""
    _hold(person)
    _mute, is_new = Mute.objects.get_or_create(person=person, topic=topic)
    if is_new:
        record("people.muted", target=person, by=by, note=topic)


@transaction.atomic
def hear_again(person: User, topic: Topic, *, by: User) -> None:
    """Write to somebody about a topic again; who had asked for silence keeps it for the others."""
    heard = heard_topics(person)
    if topic not in heard:
        choose_topics(person, heard | {topic}, by=by)


@transaction.atomic
def choose_topics(person: User, wanted: Collection[str], *, by: User) -> None:
    """Write to somebody about these topics, and about no other that can be silenced."""
    _hold(person)
    muted = [topic for topic in Topic if topic not in wanted]
    if set(muted) == set(Topic) - heard_topics(person):
        return
    Mute.objects.filter(person=person).delete()
    Mute.objects.bulk_create([Mute(person=person, topic=topic) for topic in muted])
    record("people.topics_chosen", target=person, by=by, note=", ".join(muted))


def heard_topics(person: User) -> set[Topic]:
    """What somebody is told of, among what can be silenced."""
    muted = set(Mute.objects.filter(person=person).values_list("topic", flat=True))
    return set() if ALL in muted else {topic for topic in Topic if topic not in muted}


def _hold(person: User) -> None:
    """A page sent twice, or a STOP meanwhile: one choice is made after the other."""
    User.objects.select_for_update().get(pk=person.pk)
