from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from campagnon.channels.models import Channel, Delivery
from campagnon.channels.topics import Topic
from campagnon.pages.demo.people import People
from campagnon.people.models import User

ON_PAPER = 4
THESE_LAST_DAYS = timedelta(days=4)


def prefer_paper(people: People, *, now: datetime) -> None:
    """A few of the elders prefer letters: what was said to them these last days waits to be printed."""
    elders = [pk for pk, generation in people.generation.items() if generation == "elder"]
    lately = Delivery.objects.filter(channel=Channel.EMAIL, written_at__gte=now - THESE_LAST_DAYS)
    lately = lately.exclude(topic=Topic.DIGEST)
    told = User.objects.filter(Exists(lately.filter(person=OuterRef("pk"))), pk__in=elders).order_by("pk")
    chosen = list(told[:ON_PAPER])
    User.objects.filter(pk__in=[person.pk for person in chosen]).update(prefers=Channel.LETTER)
    lately.filter(person__in=chosen).update(
        channel=Channel.LETTER, to="", html="", sent_at=None, next_try_at=None
    )
