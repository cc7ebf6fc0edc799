"""What is open around a commune, whatever the service, nearest first."""

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


def needs_around(commune_id: int, *, limit: int) -> list[tuple[Need, int]]:
    """Open needs within half an hour, with the minutes to each."""
    near = run(BOARD_NEEDS[connection.vendor], [commune_id, BOARD_REACH_MINUTES, limit])
    needs = Need.objects.select_related("author", "service__sector", "commune").in_bulk([n.pk for n in near])
    return [(needs[n.pk], n.minutes) for n in near if n.pk in needs]


def offers_around(commune_id: int, *, limit: int) -> list[tuple[Offer, int]]:
    """Open offers whose own reach covers the commune, with the minutes to each."""
    near: list[Near] = run(BOARD_OFFERS[connection.vendor], [commune_id, limit])
    offers = (
        Offer.objects.select_related("author__professional", "commune")
        .prefetch_related("services")
        .in_bulk([n.pk for n in near])
    )
    # Of an insurance that has run out, nothing is left to show when a quote was the only way.
    return [(offers[n.pk], n.minutes) for n in near if n.pk in offers and offers[n.pk].shown_modes]
