"""The results page as the server makes it, session, queries, template and compression included."""

from collections.abc import Sequence
from time import perf_counter

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


def time_results_page(searches: Sequence[Drawn]) -> tuple[Timing, int]:
    """How long the page takes near so many communes, and the most queries it made."""
    address = reverse("matching:who_can_help")
    visitors = [visitor(search) for search in searches[:PAGES]]
    most = 0
    for client in visitors:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        most = max(most, len(queries))
    best = [float("inf")] * len(visitors)
    for _ in range(ROUNDS):
        for place, client in enumerate(visitors):
            start = perf_counter()
            client.get(address)
            best[place] = min(best[place], perf_counter() - start)
    return Timing.of(best), most
