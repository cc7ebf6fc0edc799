"""The counter behind a need: whether there is one, when it answers, and when it can take a need over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from campagnon.channels.hands import is_told_by_hand
from campagnon.notices.deadlines import LONGEST_SILENCE
from campagnon.notices.models import Need
from campagnon.people.models import Agent
from campagnon.territories.models import Territory
from campagnon.territories.opening import (
    Calendar,
    day_after_open_days,
    is_open,
    next_opening,
    villagers,
)
from campagnon.territories.saying_hours import said_opening


@dataclass(frozen=True)
class Counter:
    """A territory's counter; without hours nobody says when it opens."""

    territory: Territory
    agents: list[Agent]

    @property
    def calendar(self) -> Calendar | None:
        return self.territory.calendar

    def said_opening_after(self, moment: datetime, *, now: datetime) -> str:
        """« demain à 9 h », when it opens at that moment or after it; empty when open then, or unknown."""
        here, today = timezone.localtime(moment), timezone.localtime(now)
        if self.calendar is None or is_open(here, self.calendar):
            return ""
        opens = next_opening(here, self.calendar)
        return said_opening(opens, today) if opens else ""


def counter_of(need: Need) -> Counter | None:
    """The counter of a need's commune; None where Campagnon is not open, or where no agent serves."""
    territory = Territory.objects.open().filter(epci=need.commune.epci_id).first()
    agents = list(Agent.objects.serving().of_commune(need.commune).select_related("user"))
    return Counter(territory, agents) if territory and agents else None


def promised_on(need: Need, counter: Counter | None, *, now: datetime) -> date:
    """The day by which the asker hears again, whatever happens: that of somebody called is a working day."""
    today = timezone.localdate(now)
    days = LONGEST_SILENCE // timedelta(days=1)
    if not is_told_by_hand(need.author):
        return today + timedelta(days=days)
    calendar = (counter and counter.calendar) or villagers(need.commune.department)
    return day_after_open_days(today, days, calendar)
