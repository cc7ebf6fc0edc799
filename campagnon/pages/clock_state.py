"""Whether everything that is due is done, for the health page: figures and plain lines, nobody's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.channels.hands import BY_ITSELF
from campagnon.channels.models import Delivery
from campagnon.common.night import is_night
from campagnon.exchanges.clock_steps import HEARTBEAT_KEY, Failing, failing_steps
from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need

CLOCK_LATE_AFTER = timedelta(minutes=10)
STEP_LATE_AFTER = timedelta(minutes=30)
OUTBOX_LATE_AFTER = timedelta(minutes=15)
STUCK_AFTER = timedelta(hours=1)
# One address that refuses is nobody's alarm; so many, and nothing that leaves, is a network that is down.
MANY_STUCK = 5


@dataclass(frozen=True)
class ClockState:
    """What the health page says."""

    last_turn_at: datetime | None
    clock: bool
    late_needs: int
    late_exchanges: int
    late_messages: int
    stuck_messages: int
    nothing_leaves: bool
    failing: tuple[Failing, ...]

    @property
    def alarms(self) -> list[str]:
        """One plain line for each thing that is wrong."""
        return list(self._alarms())

    def _alarms(self) -> Iterator[str]:
        if not self.clock:
            yield _("L’horloge n’a pas tourné depuis plus de dix minutes : rien n’avance, rien ne part.")
        for step in self.failing:
            yield _("La tâche « %(name)s » échoue depuis %(since)s, %(times)s fois de suite.") % {
                "name": step.name,
                "since": f"{timezone.localtime(step.since):%d/%m/%Y %H:%M}",
                "times": step.times,
            }
        yield from self._late()

    def _late(self) -> Iterator[str]:
        if count := self.late_needs:
            yield ngettext(
                "%(count)s besoin aurait dû avancer il y a plus d’une demi-heure.",
                "%(count)s besoins auraient dû avancer il y a plus d’une demi-heure.",
                count,
            ) % {"count": count}
        if count := self.late_exchanges:
            yield ngettext(
                "%(count)s échange aurait dû avancer il y a plus d’une demi-heure.",
                "%(count)s échanges auraient dû avancer il y a plus d’une demi-heure.",
                count,
            ) % {"count": count}
        if count := self.late_messages:
            yield ngettext(
                "%(count)s message aurait dû partir il y a plus d’un quart d’heure.",
                "%(count)s messages auraient dû partir il y a plus d’un quart d’heure.",
                count,
            ) % {"count": count}
        if self.nothing_leaves:
            yield _("Plus rien ne part depuis une heure : %(count)s messages sont refusés.") % {
                "count": self.stuck_messages
            }

    def said(self) -> dict:
        """As the page says it."""
        return {
            "last_turn_at": self.last_turn_at,
            "clock": self.clock,
            "late_needs": self.late_needs,
            "late_exchanges": self.late_exchanges,
            "late_messages": self.late_messages,
            "stuck_messages": self.stuck_messages,
            "failing_steps": {step.name: step.since for step in self.failing},
            "alarms": self.alarms,
        }


def state_of_the_clock(now: datetime) -> ClockState:
    """Look at the heartbeat, the steps, what is due and the outbox."""
    beat = parse_datetime(cache.get(HEARTBEAT_KEY) or "")
    stuck = _stuck(now).count()
    left_lately = Delivery.objects.filter(sent_at__gte=now - STUCK_AFTER, channel__in=BY_ITSELF)
    return ClockState(
        last_turn_at=beat,
        clock=beat is not None and beat >= now - CLOCK_LATE_AFTER,
        late_needs=Need.objects.due(now - STEP_LATE_AFTER).count(),
        late_exchanges=Exchange.objects.due(now - STEP_LATE_AFTER).count(),
        late_messages=0 if is_night(now - OUTBOX_LATE_AFTER) else _late(now).count(),
        stuck_messages=stuck,
        nothing_leaves=stuck >= MANY_STUCK and not left_lately.exists(),
        failing=tuple(step for step in failing_steps() if step.is_to_tell),
    )


def _late(now: datetime) -> QuerySet[Delivery]:
    """What the clock should have taken by now; what is said or posted by hand waits for the desk."""
    return Delivery.objects.waiting().filter(next_try_at__lt=now - OUTBOX_LATE_AFTER)


def _stuck(now: datetime) -> QuerySet[Delivery]:
    """What should have left an hour ago; a message that waits for the morning is no incident."""
    late = Delivery.objects.waiting().filter(channel__in=BY_ITSELF, written_at__lt=now - STUCK_AFTER)
    return late.exclude(tries=0, next_try_at__gt=now)
