"""What is open around a commune, whatever the service, nearest first."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db import connection

from campagnon.matching.nearest import Near, run
from campagnon.notices.models import Need, Offer

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
