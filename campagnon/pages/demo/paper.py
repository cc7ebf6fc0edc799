from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from campagnon.channels.hands import spoken
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
    for letter in lately.filter(person__in=chosen):
        letter.text = _as_on_paper(letter.text)
        letter.channel, letter.to, letter.html = Channel.LETTER, "", ""
        letter.sent_at = letter.next_try_at = None
        letter.save()


def _as_on_paper(text: str) -> str:
    """The lines of an e-mail without its title, its links and its foot."""
    lines = text.partition("\n--\n")[0].split("\n\n")[1:]
    return "\n".join(line for line in spoken(lines) if line.strip())
