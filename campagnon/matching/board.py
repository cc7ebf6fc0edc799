"""What is open around a commune, whatever the service, nearest first."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from campagnon.matching.nearest import Near, run
from campagnon.notices.models import Need, Offer
from campagnon.territories.models import Neighbour

BOARD_NEEDS = {
    "sqlite": """
        SELECT d.id, n.minutes
          FROM territories_neighbour n CROSS JOIN notices_need d
         WHERE n.here_id = %s AND n.minutes <= %s AND d.commune_id = n.other_id AND d.closed_at IS NULL
         ORDER BY n.ord, d.published_at DESC LIMIT %s
    """,
    "postgresql": """
        SELECT d.id, n.minutes
          FROM (SELECT other_id, minutes FROM territories_neighbour
                 WHERE here_id = %s AND minutes <= %s ORDER BY ord) n
         CROSS JOIN LATERAL (
               SELECT id FROM notices_need WHERE commune_id = n.other_id AND closed_at IS NULL
                ORDER BY published_at DESC OFFSET 0) d
         LIMIT %s
    """,
}
BOARD_OFFERS = {
    "sqlite": """
        SELECT o.id, n.minutes
          FROM territories_neighbour n CROSS JOIN notices_offer o
         WHERE n.here_id = %s AND o.commune_id = n.other_id AND o.reach_minutes >= n.minutes
           AND o.paused_at IS NULL AND o.rested_at IS NULL AND o.withdrawn_at IS NULL
         ORDER BY n.ord, o.published_at DESC LIMIT %s
    """,
    "postgresql": """
        SELECT o.id, n.minutes
          FROM (SELECT other_id, minutes FROM territories_neighbour
                 WHERE here_id = %s ORDER BY ord) n
         CROSS JOIN LATERAL (
               SELECT id FROM notices_offer
                WHERE commune_id = n.other_id AND reach_minutes >= n.minutes
                  AND paused_at IS NULL AND rested_at IS NULL AND withdrawn_at IS NULL
                ORDER BY published_at DESC OFFSET 0) o
         LIMIT %s
    """,
}
BOARD_REACH_MINUTES = 30
SHOWN_A_PAGE = 12
# Fifty pages: nobody turns more, and the walk must stop somewhere.
MOST_ON_BOARD = 600


def needs_around(commune_id: int, *, limit: int) -> list[tuple[Need, int]]:
    """Open needs within half an hour, with the minutes to each."""
    return _needs(_needs_near(commune_id, limit))


def offers_around(commune_id: int, *, limit: int) -> list[tuple[Offer, int]]:
    """Open offers whose own reach covers the commune, with the minutes to each."""
    return _offers(_offers_near(commune_id, limit))


def needs_around_each(
    commune_ids: Collection[int],
    *,
    limit: int,
    within_minutes: int = BOARD_REACH_MINUTES,
    since: datetime | None = None,
) -> dict[int, list[tuple[Need, int]]]:
    """The board's needs for many communes at once, in two queries: commune → (need, minutes)."""
    found = Neighbour.objects.filter(
        here__in=commune_ids,
        minutes__lte=within_minutes,
        other__needs__isnull=False,
        other__needs__closed_at__isnull=True,
        **({"other__needs__published_at__gt": since} if since else {}),
    )
    return _share_out(_nearest_each(found, "needs", limit), _needs)


def offers_around_each(commune_ids: Collection[int], *, limit: int) -> dict[int, list[tuple[Offer, int]]]:
    """The board's offers for many communes at once, in three queries: commune → (offer, minutes)."""
    found = Neighbour.objects.filter(
        here__in=commune_ids,
        other__offers__reach_minutes__gte=F("minutes"),
        other__offers__paused_at__isnull=True,
        other__offers__rested_at__isnull=True,
        other__offers__withdrawn_at__isnull=True,
    )
    return _share_out(_nearest_each(found, "offers", limit), _offers)


def page_of_needs(commune_id: int, number: str | None = None) -> Page:
    """One page of the needs around a commune; a number that is none stands for the first or the last."""
    page = Paginator(_needs_near(commune_id, MOST_ON_BOARD), SHOWN_A_PAGE).get_page(number)
    page.object_list = _needs(page.object_list)
    return page


def page_of_offers(commune_id: int, number: str | None = None) -> Page:
    """One page of the offers that reach a commune."""
    page = Paginator(_offers_near(commune_id, MOST_ON_BOARD), SHOWN_A_PAGE).get_page(number)
    page.object_list = _offers(page.object_list)
    return page


def _needs_near(commune_id: int, limit: int) -> list[Near]:
    return run(BOARD_NEEDS[connection.vendor], [commune_id, BOARD_REACH_MINUTES, limit])


def _offers_near(commune_id: int, limit: int) -> list[Near]:
    return run(BOARD_OFFERS[connection.vendor], [commune_id, limit])


def _nearest_each(found: QuerySet[Neighbour], notices: str, limit: int) -> dict[int, list[Near]]:
    """The first `limit` notices of each commune, nearest then newest first."""
    turn = Window(
        RowNumber(), partition_by="here_id", order_by=["ord", F(f"other__{notices}__published_at").desc()]
    )
    rows = (
        found.annotate(turn=turn)
        .filter(turn__lte=limit)
        .order_by("here_id", "turn")
        .values_list("here_id", f"other__{notices}__pk", "minutes")
    )
    near: dict[int, list[Near]] = defaultdict(list)
    for here_id, pk, minutes in rows:
        near[here_id].append(Near(pk, minutes))
    return near


def _share_out(near: dict[int, list[Near]], read: Callable[[list[Near]], list]) -> dict[int, list]:
    """Read each notice once, and give it to every commune that it is near to."""
    once = list({found.pk: found for around in near.values() for found in around}.values())
    read_once = {notice.pk: notice for notice, _minutes in read(once)}
    return {
        here_id: [(read_once[found.pk], found.minutes) for found in around if found.pk in read_once]
        for here_id, around in near.items()
    }


def _needs(near: Sequence[Near]) -> list[tuple[Need, int]]:
    needs = Need.objects.select_related("author", "service__sector", "commune").in_bulk([n.pk for n in near])
    return [(needs[n.pk], n.minutes) for n in near if n.pk in needs]


def _offers(near: Sequence[Near]) -> list[tuple[Offer, int]]:
    offers = (
        Offer.objects.select_related("author__professional", "commune")
        .prefetch_related("services")
        .in_bulk([n.pk for n in near])
    )
    # Of an insurance that has run out, nothing is left to show when a quote was the only way.
    return [(offers[n.pk], n.minutes) for n in near if n.pk in offers and offers[n.pk].shown_modes]
