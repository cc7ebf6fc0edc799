import signal
import threading
from datetime import datetime

from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from campagnon.channels.actions import blank_old_letters, deliver_due, forget_what_came_in
from campagnon.exchanges.actions.advancing import advance_exchanges
from campagnon.exchanges.actions.advancing_quotes import advance_quotes
from campagnon.exchanges.actions.recapping import advance_months
from campagnon.exchanges.actions.suggesting_cesu import suggest_cesu
from campagnon.exchanges.signals import clock_turned
from campagnon.matching.actions.digesting import write_digests_weekly
from campagnon.matching.actions.laddering import advance_needs
from campagnon.matching.actions.ranking_again import refresh_ranks_daily
from campagnon.notices.actions.confirming import advance_offers
from campagnon.people.actions import forget_passers_by, warn_of_ends, warn_of_mandate_ends

# Read by the health page, which alarms when the clock stands still.
HEARTBEAT_KEY = "clock-heartbeat"


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


def advance(now: datetime) -> dict[str, int]:
    """One turn of the clock; exchanges first, so that no need closes over the head of the two people."""
    counts = {
        **advance_exchanges(now=now),
        **advance_quotes(now=now),
        "cesu_suggested": suggest_cesu(now=now),
        **advance_months(now=now),
        **advance_needs(now=now),
        **advance_offers(now=now),
        "digests": write_digests_weekly(now=now),
        "ranks": refresh_ranks_daily(now=now),
        "insurances_warned": warn_of_ends(now=now),
        "mandates_ending": warn_of_mandate_ends(now=now),
        "forgotten": forget_passers_by(now),
        "blanked": blank_old_letters(now=now),
        "inbound_forgotten": forget_what_came_in(now=now),
    }
    for _hearer, taken in clock_turned.send(sender=Command, now=now):
        counts |= taken
    delivered = deliver_due(now=now)
    counts |= {"sent": delivered.sent, "postponed": delivered.postponed, "given_up_on": delivered.given_up}
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat(), timeout=None)
    return counts
