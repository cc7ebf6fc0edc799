"""The results page as the server makes it, session, queries, template and compression included."""

from collections.abc import Sequence
from math import inf
from time import perf_counter, process_time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.drawing import Drawn
from benchmarks.timing import ROUNDS, Timing
from campagnon.catalogue.models import Service
from campagnon.notices.drafts import NEED_KEY, Draft
from campagnon.territories.models import Commune

PAGES = 200


def visitor(search: Drawn) -> Client:
    """Somebody who has said a need and not signed in."""
    client = Client(SERVER_NAME="127.0.0.1", headers={"accept-encoding": "gzip"})
    draft = Draft(
        words="Quelqu’un pour m’aider samedi matin",
        service=Service.objects.get(pk=search.service).slug,
        commune=Commune.objects.get(pk=search.commune).insee,
        modes=search.modes,
        part_of_day="morning",
    )
    session = client.session
    draft.save(session, NEED_KEY)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def time_results_page(searches: Sequence[Drawn]) -> tuple[Timing, Timing, int]:
    """How long the page takes near so many communes, by the clock and by the processor; its most queries."""
    address = reverse("matching:who_can_help")
    visitors = [visitor(search) for search in searches[:PAGES]]
    most = 0
    for client in visitors:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        most = max(most, len(queries))
    elapsed, busy = [inf] * len(visitors), [inf] * len(visitors)
    for _ in range(ROUNDS):
        for place, client in enumerate(visitors):
            start, started_busy = perf_counter(), process_time()
            client.get(address)
            elapsed[place] = min(elapsed[place], perf_counter() - start)
            busy[place] = min(busy[place], process_time() - started_busy)
    return Timing.of(elapsed), Timing.of(busy), most
