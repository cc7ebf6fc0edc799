import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime

from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from campagnon.channels.actions import (
    blank_old_letters,
    deliver_due,
    forget_old_questions,
    forget_what_came_in,
)
from campagnon.exchanges import mail
from campagnon.exchanges.actions.advancing import advance_exchanges
from campagnon.exchanges.actions.advancing_quotes import advance_quotes
from campagnon.exchanges.actions.recapping import advance_months
from campagnon.exchanges.actions.suggesting_cesu import suggest_cesu
from campagnon.exchanges.clock_steps import HEARTBEAT_KEY, keep_failures
from campagnon.exchanges.signals import clock_turned
from campagnon.matching.actions.digesting import write_digests_weekly
from campagnon.matching.actions.laddering import advance_needs
from campagnon.matching.actions.late_calls import watch_calls
from campagnon.matching.actions.ranking_again import refresh_ranks_daily
from campagnon.matching.actions.resting import advance_availability
from campagnon.notices.actions.confirming import advance_offers
from campagnon.people.actions import forget_passers_by, warn_of_ends, warn_of_mandate_ends

Step = Callable[[datetime], dict[str, int]]
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Fait avancer tout ce qui est dû : échanges, besoins, offres, messages."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--loop", type=int, metavar="SECONDES", help="recommencer toutes les N secondes")

    def handle(self, *args, loop: int | None, **options) -> None:
        if loop is None:
            self._tell(advance(timezone.now()))
            return
        stop = threading.Event()
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, lambda *_: stop.set())
        while not stop.is_set():
            self._tell(advance(timezone.now()))
            close_old_connections()
            stop.wait(loop)

    def _tell(self, counts: dict[str, int]) -> None:
        said = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if count)
        if said:
            self.stdout.write(said)


# In order: exchanges first, so that no need closes over the head of the two people.
STEPS: dict[str, Step] = {
    "exchanges": lambda now: advance_exchanges(now=now),
    "quotes": lambda now: advance_quotes(now=now),
    "cesu": lambda now: {"cesu_suggested": suggest_cesu(now=now)},
    "months": lambda now: advance_months(now=now),
    "needs": lambda now: advance_needs(now=now),
    "offers": lambda now: advance_offers(now=now),
    "calls": lambda now: watch_calls(now=now),
    "availability": lambda now: advance_availability(now=now),
    "digests": lambda now: {"digests": write_digests_weekly(now=now)},
    "ranks": lambda now: {"ranks": refresh_ranks_daily(now=now)},
    "insurances": lambda now: {"insurances_warned": warn_of_ends(now=now)},
    "mandates": lambda now: {"mandates_ending": warn_of_mandate_ends(now=now)},
    "passers_by": lambda now: {"forgotten": forget_passers_by(now)},
    "old_letters": lambda now: {"blanked": blank_old_letters(now=now)},
    "inbound": lambda now: {"inbound_forgotten": forget_what_came_in(now=now)},
    "old_questions": lambda now: {"questions_forgotten": forget_old_questions(now=now)},
    "rooms_above": lambda now: _let_rooms_above_act(now),
    "outbox": lambda now: _deliver(now),
}


def advance(now: datetime) -> dict[str, int]:
    """One turn of the clock; a step that fails stops no other, and is told of when it lasts."""
    counts: dict[str, int] = {}
    failed = set()
    for name, step in STEPS.items():
        try:
            counts |= step(now)
        except Exception:
            logger.exception("The step %s failed", name)
            failed.add(name)
    for failing in keep_failures(failed, now=now):
        mail.tell_administrators(failing)
    counts["steps_failed"] = len(failed)
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat(), timeout=None)
    return counts


def _let_rooms_above_act(now: datetime) -> dict[str, int]:
    """Each room that hears takes its steps, whatever befalls another; what failed is said at the end."""
    counts: dict[str, int] = {}
    answers = clock_turned.send_robust(sender=Command, now=now)
    failures = [taken for _hearer, taken in answers if isinstance(taken, Exception)]
    for _hearer, taken in answers:
        if not isinstance(taken, Exception):
            counts |= taken
    if failures:
        raise failures[0]
    return counts


def _deliver(now: datetime) -> dict[str, int]:
    delivered = deliver_due(now=now)
    return {"sent": delivered.sent, "postponed": delivered.postponed, "given_up_on": delivered.given_up}
