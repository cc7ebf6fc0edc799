from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from campagnon.channels.budget import may_still_be_told
from campagnon.channels.hands import BY_ITSELF
from campagnon.channels.topics import Topic
from campagnon.matching import weekly_mail
from campagnon.matching.digest import news_of
from campagnon.notices.models import Offer
from campagnon.people.models import User

THURSDAY = 3
# A clock that stood still may say it later that day, never in the evening.
FROM, UNTIL = time(9), time(18)
WRITTEN_KEY = "digests-written"
PEOPLE_AT_A_TIME = 200


def write_digests_weekly(*, now: datetime) -> int:
    """On Thursday from 9 h, looked at once an hour: the clock may ask as often as it likes."""
    here = timezone.localtime(now)
    if here.weekday() != THURSDAY or not FROM <= here.time() < UNTIL:
        return 0
    if cache.get(WRITTEN_KEY) == f"{here:%Y-%m-%d %H}":
        return 0
    written = write_digests(now=now)
    cache.set(WRITTEN_KEY, f"{here:%Y-%m-%d %H}", timeout=timedelta(days=2).total_seconds())
    return written


def write_digests(*, now: datetime) -> int:
    """Write to each who offers something and has news near them; never an empty word, never twice a week."""
    return sum(_write(people, now) for people in _authors())


@transaction.atomic
def _write(people: list[User], now: datetime) -> int:
    may_be = may_still_be_told(Topic.DIGEST, [person.pk for person in people], now)
    told = [person for person in people if person.pk in may_be]
    news = news_of(told, now=now)
    for person in told:
        if news.get(person.pk):
            weekly_mail.tell_digest(person, news[person.pk], today=timezone.localdate(now))
    return len(news)


def _authors() -> Iterator[list[User]]:
    """Everybody with an open offer whom a message reaches by itself: for that nobody is called."""
    offers = Offer.objects.open().values("author")
    authors = User.objects.opened().filter(pk__in=offers, prefers__in=BY_ITSELF)
    authors = authors.exclude(email=None, phone=None).select_related("commune").order_by("pk")
    last = 0
    while people := list(authors.filter(pk__gt=last)[:PEOPLE_AT_A_TIME]):
        yield people
        last = people[-1].pk
