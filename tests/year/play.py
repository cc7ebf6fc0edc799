"""The year goes by: needs come, people read and answer, agents call, and the clock turns each hour."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from django.utils import timezone
from time_machine import Traveller

from campagnon.channels.models import Channel, Delivery
from campagnon.common.night import after_the_night
from campagnon.exchanges.management.commands.advance import advance
from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need, Offer
from campagnon.territories.models import Territory
from campagnon.territories.opening import is_open
from tests.year import doors
from tests.year.network import Network
from tests.year.reactions import Reactions
from tests.year.town import Town
from tests.year.troubles import HOUR, Troubles, is_in
from tests.year.wants import Wants

Act = Callable[[datetime], None]
CALLS_AN_HOUR = 15
# At night the clock only has to wait for the morning.
TURNS = (0, 3, *range(7, 23))
# After the last need, until all are closed: nothing waits longer.
LONGEST_TAIL = timedelta(days=60)
STOPS_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Plan:
    """From when to when needs come, and how many."""

    begins: datetime
    ends: datetime
    needs: int


class Year:
    """Everything that is to happen, in order of time."""

    def __init__(
        self, plan: Plan, town: Town, troubles: Troubles, network: Network, clock: Traveller, random: Random
    ) -> None:
        self.plan, self.town, self.troubles = plan, town, troubles
        self.network, self.clock = network, clock
        self.counts: Counter[str] = Counter()
        self._agenda: list[tuple[datetime, int, Act]] = []
        self._order = count()
        self._unsent: set[int] = set()
        self._last_seen = 0
        self._calendars = {one.pk: one.calendar for one in Territory.objects.all()}
        self.wants = Wants(self, random)
        self.reactions = Reactions(self, random)

    def at(self, moment: datetime, act: Act) -> None:
        """Let something happen then, or in the morning when people sleep."""
        heappush(self._agenda, (after_the_night(moment), next(self._order), act))

    def live(self) -> datetime:
        """Play all of it; when everything has an end, and seven days at least have gone by, return."""
        self.wants.plan_all()
        turn = self.plan.begins
        while turn < self.plan.ends + STOPS_AFTER or Need.objects.open().exists():
            if turn > self.plan.ends + LONGEST_TAIL:
                break
            turn = _next_turn(turn)
            self._until(turn)
            self._turn(turn)
            if turn >= self.plan.ends + STOPS_AFTER:
                self._stop_weekly_help(turn)
        return turn

    def agent_of(self, need: Need) -> object:
        return self.town.agents[need.commune.epci_id]

    def _until(self, turn: datetime) -> None:
        while self._agenda and self._agenda[0][0] <= turn:
            moment, _order, act = heappop(self._agenda)
            if is_in(self.troubles.machine_off, moment):
                # The page does not answer: people come back when it does.
                back = max(one.ends for one in self.troubles.machine_off if one.begins <= moment < one.ends)
                self.at(back + timedelta(minutes=20), act)
                continue
            act(self._look(moment))

    def _look(self, moment: datetime) -> datetime:
        """Set the machine's clock, which may be wrong, and the networks; return what the machine believes."""
        now = moment + self.troubles.skew(moment)
        self.clock.move_to(now)
        self.network.mail_is_down = is_in(self.troubles.mail_down, moment)
        self.network.sms_is_down = is_in(self.troubles.sms_down, moment)
        return now

    def _turn(self, moment: datetime) -> None:
        if is_in(self.troubles.machine_off, moment):
            self.counts["turns_missed"] += 1
            return
        now = self._look(moment)
        self._say_calls(now)
        if is_in(self.troubles.clock_stopped, moment) and moment.hour % 3:
            self.counts["turns_missed"] += 1
            return
        if _is_morning(now) or _is_anything_due(now):
            advance(now)
        self._read_what_left(now)

    def _say_calls(self, now: datetime) -> None:
        """While a counter is open its agents work through what is to be said or posted, oldest first."""
        here = timezone.localtime(now)
        for siren, calendar in self._calendars.items():
            if calendar is None or not is_open(here, calendar):
                continue
            waiting = Delivery.objects.waiting().filter(
                channel__in=(Channel.CALL, Channel.LETTER), person__commune__epci=siren
            )
            for delivery in waiting.order_by("written_at")[:CALLS_AN_HOUR]:
                doors.delivery_is_said(delivery, self.town.agents[siren], now)
                self.counts["said_by_hand"] += 1

    def _read_what_left(self, now: datetime) -> None:
        """People read what has reached them since the last look, and may react."""
        new = Delivery.objects.filter(pk__gt=self._last_seen).values_list("pk", flat=True)
        self._unsent.update(new)
        self._last_seen = max(self._unsent, default=self._last_seen)
        if not self._unsent:
            return
        gone = Delivery.objects.filter(pk__in=self._unsent).exclude(sent_at=None, given_up_at=None)
        for delivery in gone.order_by("pk").select_related("person"):
            self._unsent.discard(delivery.pk)
            if delivery.channel == Channel.SMS:
                self.network.written[delivery.to, delivery.text] += 1
            if delivery.sent_at and delivery.person_id:
                self.reactions.to(delivery, now)

    def _stop_weekly_help(self, now: datetime) -> None:
        """The year is over: what comes back each week is ended by whoever asked for it."""
        if not self.plan.ends + STOPS_AFTER <= now < self.plan.ends + STOPS_AFTER + HOUR:
            return
        for need in Need.objects.open().filter(is_recurring=True).select_related("author", "commune"):
            doors.weekly_help_stops(need, self.agent_of(need), now)


def _is_anything_due(now: datetime) -> bool:
    """A turn that finds nothing to do does nothing: it is spared, for the year to go by in minutes."""
    due = Need.objects.due(now), Exchange.objects.due(now), Offer.objects.due(now)
    leaves = Delivery.objects.waiting().filter(next_try_at__lte=now)
    return any(rows.exists() for rows in (*due, leaves))


def _is_morning(now: datetime) -> bool:
    return timezone.localtime(now).hour == TURNS[2]


def _next_turn(moment: datetime) -> datetime:
    """The next hour at which the clock turns."""
    here = timezone.localtime(moment)
    later = next((hour for hour in TURNS if hour > here.hour), None)
    day = here.date() if later is not None else here.date() + timedelta(days=1)
    return datetime.combine(day, time(later or 0), here.tzinfo)
