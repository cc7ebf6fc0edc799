"""What is new near those who offer something, that they were not asked about; the same queries for many."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from campagnon.matching.board import needs_around_each
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need, Offer
from campagnon.notices.models.offer import MAXIMUM_REACH_MINUTES
from campagnon.people.models import User

NEW_WITHIN = timedelta(days=7)
MOST_SAID = 5
# Enough to be left with five once one's own and those one was asked about are taken away.
READ_AROUND = 60

News = list[tuple[Need, int]]


def news_of(people: Sequence[User], *, now: datetime) -> dict[int, News]:
    """The new needs within reach of each person's open offers: what they can do first, then the nearest."""
    offers = list(Offer.objects.open().filter(author__in=people).prefetch_related("services"))
    around = needs_around_each(
        {offer.commune_id for offer in offers},
        limit=READ_AROUND,
        within_minutes=MAXIMUM_REACH_MINUTES,
        since=now - NEW_WITHIN,
    )
    asked, taken = _asked_and_taken({need.pk for news in around.values() for need, _minutes in news})
    found: dict[int, dict[int, tuple[bool, int, Need]]] = defaultdict(dict)
    for offer in offers:
        served = {service.pk for service in offer.services.all()}
        for need, minutes in around.get(offer.commune_id, []):
            is_news = need.pk not in taken and (need.pk, offer.author_id) not in asked
            if is_news and minutes <= offer.reach_minutes and need.author_id != offer.author_id:
                said = (need.service_id not in served, minutes, need)
                best = found[offer.author_id].setdefault(need.pk, said)
                if said[:2] < best[:2]:
                    found[offer.author_id][need.pk] = said
    return {person_id: _first(news.values()) for person_id, news in found.items()}


def _first(news) -> News:
    ordered = sorted(news, key=lambda said: (said[0], said[1], said[2].pk))
    return [(need, minutes) for _is_other, minutes, need in ordered[:MOST_SAID]]


def _asked_and_taken(need_ids: set[int]) -> tuple[set[tuple[int, int]], set[int]]:
    """Who was asked about which need, and the needs that somebody has in hand."""
    suggestions = Suggestion.objects.filter(need__in=need_ids)
    asked = set(suggestions.values_list("need_id", "helper_id"))
    return asked, set(suggestions.said_yes().values_list("need_id", flat=True))
