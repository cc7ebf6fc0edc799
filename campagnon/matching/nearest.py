"""The two hot queries: who can help here, and what this offer can serve; nearest first.

Both walk a commune's neighbours in order (`Neighbour.ord`) and stop at the limit, so that they do not grow
with the number of offers. The join order is pinned: CROSS JOIN on SQLite, LATERAL on PostgreSQL, where the
planner would otherwise read all the offers of a service (docs/performance.md).
"""

from dataclasses import dataclass

from django.db import connection

from campagnon.catalogue.modes import ALL_MODES

FIND_HELPERS = {
    "sqlite": """
        SELECT o.offer_id, n.minutes
          FROM territories_neighbour n CROSS JOIN notices_offeredservice o
         WHERE n.here_id = %s AND o.service_id = %s AND o.commune_id = n.other_id
           AND o.reach_minutes >= n.minutes AND (o.modes & %s) > 0 AND o.is_listed
         ORDER BY n.ord, o.rank LIMIT %s
    """,
    "postgresql": """
        SELECT o.offer_id, n.minutes
          FROM (SELECT other_id, minutes, ord FROM territories_neighbour
                 WHERE here_id = %s ORDER BY ord) n
         CROSS JOIN LATERAL (
               SELECT offer_id FROM notices_offeredservice
                WHERE service_id = %s AND commune_id = n.other_id
                  AND reach_minutes >= n.minutes AND (modes & %s) > 0 AND is_listed
                ORDER BY rank OFFSET 0) o
         LIMIT %s
    """,
}
FIND_NEEDS = {
    "sqlite": """
        SELECT d.id, n.minutes
          FROM territories_neighbour n CROSS JOIN notices_need d
         WHERE n.here_id = %s AND n.minutes <= %s
           AND d.service_id = %s AND d.commune_id = n.other_id
           AND (d.modes & %s) > 0 AND d.closed_at IS NULL
         ORDER BY n.ord, d.published_at LIMIT %s
    """,
    "postgresql": """
        SELECT d.id, n.minutes
          FROM (SELECT other_id, minutes, ord FROM territories_neighbour
                 WHERE here_id = %s AND minutes <= %s ORDER BY ord) n
         CROSS JOIN LATERAL (
               SELECT id FROM notices_need
                WHERE service_id = %s AND commune_id = n.other_id
                  AND (modes & %s) > 0 AND closed_at IS NULL
                ORDER BY published_at OFFSET 0) d
         LIMIT %s
    """,
}


@dataclass(frozen=True, slots=True)
class Near:
    """Something found near, by its key, and the minutes to it."""

    pk: int
    minutes: int


def helpers_near(commune_id: int, service_id: int, *, modes: int = ALL_MODES, limit: int = 20) -> list[Near]:
    """The offers whose own reach covers a commune for a service, nearest first."""
    return run(FIND_HELPERS[connection.vendor], [commune_id, service_id, modes, limit])


def needs_near(
    commune_id: int, service_id: int, *, reach_minutes: int, modes: int = ALL_MODES, limit: int = 200
) -> list[Near]:
    """The open needs that an offer placed in a commune can serve, nearest first."""
    return run(FIND_NEEDS[connection.vendor], [commune_id, reach_minutes, service_id, modes, limit])


def run(query: str, parameters: list[int]) -> list[Near]:
    """The (key, minutes) rows of one of this room's queries."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [Near(pk, minutes) for pk, minutes in cursor.fetchall()]
