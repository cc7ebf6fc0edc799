"""What must be said by telephone or posted, and was not in time: the desk and who answers for it are told."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from campagnon.channels.hands import BY_HAND
from campagnon.channels.models import Delivery
from campagnon.common.night import is_night
from campagnon.common.one_by_one import one_by_one
from campagnon.matching import mail
from campagnon.people.models import Agent
from campagnon.territories.models import Territory
from campagnon.territories.opening import add_working_hours, villagers

# About a day of a counter.
SAID_WITHIN_HOURS = 6
RHYTHM = timedelta(hours=1)
LOOKED_KEY = "late-calls-looked-at"


def watch_calls(*, now: datetime) -> dict[str, int]:
    """Once an hour, by day: tell administrators what their counter should have said by now."""
    counts = {"calls_alarmed": 0}
    if is_night(now) or not cache.add(LOOKED_KEY, now.isoformat(), timeout=RHYTHM.total_seconds()):
        return counts

    @transaction.atomic
    def alarm(territory: Territory) -> None:
        if late := late_calls(territory, now=now):
            administrators = Agent.objects.serving().filter(territory=territory, is_administrator=True)
            for agent in administrators.select_related("user"):
                counts["calls_alarmed"] += 1
                mail.tell_calls_are_late(agent.user, territory, late, now=now)

    one_by_one(Territory.objects.open(), alarm)
    return counts


def late_calls(territory: Territory, *, now: datetime) -> list[Delivery]:
    """What its counter should have said or posted by now, the oldest first: about a day of opening ago."""
    calendar = territory.calendar or villagers()
    here = timezone.localtime(now)
    waiting = Delivery.objects.waiting().filter(channel__in=BY_HAND, person__commune__epci=territory.epci_id)
    return [
        delivery
        for delivery in waiting.order_by("written_at")
        if add_working_hours(timezone.localtime(delivery.written_at), SAID_WITHIN_HOURS, calendar) <= here
    ]
