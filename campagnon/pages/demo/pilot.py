"""Six months lived in a few seconds: acts in order of time, and the product's own clock between them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from django.db.models.signals import pre_save
from django.utils import timezone

from campagnon.channels.actions.blanking import LETTERS_STAY
from campagnon.exchanges.actions.advancing import advance_exchanges
from campagnon.exchanges.actions.advancing_quotes import advance_quotes
from campagnon.exchanges.actions.recapping import advance_months
from campagnon.exchanges.actions.suggesting_cesu import suggest_cesu
from campagnon.journal.models import Entry
from campagnon.matching.actions.digesting import write_digests_weekly
from campagnon.matching.actions.laddering import advance_needs
from campagnon.notices.actions.confirming import advance_offers
from campagnon.notices.actions.offers import confirm_offer
from campagnon.notices.models import Offer
from campagnon.pages.demo.cast import CAST
from campagnon.people.actions import warn_of_ends
from campagnon.people.models import User

Act = Callable[[datetime], None]

# When the clock looks, each day: often enough that no step comes late by half a day.
LOOKS = (time(8, 10), time(12, 30), time(18, 10), time(20, 10))
# One owner in twelve does not answer « toujours valable ? », and the offer rests.
FORGETFUL = 1 / 12
NAMES_OF_THE_CAST = {figure.names for figure in CAST}


class Pilot:
    """The demo's life up to `now`: what is planned, and the dice, always thrown the same way."""

    def __init__(self, now: datetime) -> None:
        self.now = timezone.localtime(now).replace(second=0, microsecond=0)
        self.rng = Random("campagnon")
        self._calendar: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def days_ago(self, days: float) -> datetime:
        """A decent hour of the day that many days ago, never after now."""
        day = (self.now - timedelta(days=days)).date()
        moment = datetime.combine(
            day, time(self.rng.randint(8, 19), self.rng.randint(0, 59)), self.now.tzinfo
        )
        return min(moment, self._latest())

    def _latest(self) -> datetime:
        """A little while ago; yesterday evening when it is night."""
        latest = self.now - timedelta(minutes=self.rng.randint(20, 50))
        if latest.hour < 8:
            latest = (latest - timedelta(days=1)).replace(hour=20)
        return latest

    def plan(self, moment: datetime, act: Act) -> None:
        """Let something happen at that moment, unless it is still to come."""
        if moment <= self.now:
            heappush(self._calendar, (moment, next(self._order), act))

    def live(self) -> None:
        """Let everything planned happen, in order, up to now."""
        looks = self._looks()
        look = next(looks)
        while self._calendar or look < self.now:
            if self._calendar and self._calendar[0][0] <= look:
                moment, _order, act = heappop(self._calendar)
                with said_at(moment):
                    act(moment)
            else:
                self._advance(look)
                look = next(looks, self.now)
        self._advance(self.now)

    def _looks(self) -> Iterator[datetime]:
        day = self._calendar[0][0].date()
        while True:
            for hour in LOOKS:
                look = datetime.combine(day, hour, self.now.tzinfo)
                if look >= self.now:
                    return
                yield look
            day += timedelta(days=1)

    def _advance(self, moment: datetime) -> None:
        with said_at(moment):
            asked = advance_offers(now=moment)["offers_asked"]
            advance_quotes(now=moment)
            advance_needs(now=moment)
            # Of those before, nothing would be left to read.
            if self.now - moment < LETTERS_STAY:
                write_digests_weekly(now=moment)
            advance_exchanges(now=moment)
            suggest_cesu(now=moment)
            warn_of_ends(now=moment)
            advance_months(now=moment)
        if asked:
            self._plan_confirmations(moment)

    def _plan_confirmations(self, moment: datetime) -> None:
        for offer in (
            Offer.objects.filter(confirmation_asked_at=moment).select_related("author").order_by("pk")
        ):
            if remembers(offer.author, self.rng):
                answered_at = decent(moment + timedelta(hours=self.rng.randint(2, 100)))
                self.plan(
                    answered_at, lambda now, offer=offer: confirm_offer(offer, by=offer.author, now=now)
                )


def remembers(person: User, rng: Random) -> bool:
    """Whether somebody says that an offer is still valid; the cast always does, for the story needs it."""
    answers = rng.random() > FORGETFUL
    return answers or (person.first_name, person.last_name) in NAMES_OF_THE_CAST


def decent(moment: datetime) -> datetime:
    """That moment, or the morning that follows a night."""
    if moment.hour < 8:
        return moment.replace(hour=8, minute=5 + moment.minute // 2)
    if moment.hour >= 21:
        return (moment + timedelta(days=1)).replace(hour=8, minute=5 + moment.minute // 2)
    return moment


@contextmanager
def said_at(moment: datetime) -> Iterator[None]:
    """Let the product believe that it is that moment: in what it writes, and in the journal."""

    def date_entry(instance: Entry, **kwargs) -> None:
        instance.at = moment

    clock = timezone.now
    timezone.now = lambda: moment
    pre_save.connect(date_entry, sender=Entry)
    try:
        yield
    finally:
        pre_save.disconnect(date_entry, sender=Entry)
        timezone.now = clock
