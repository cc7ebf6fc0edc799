"""The ways of answering that are measured side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import connection, connections

from benchmarks.drawing import Drawn
from benchmarks.engines import speaking_to
from campagnon.matching.nearest import Near, helpers_near, needs_near
from campagnon.territories.models import Commune, Neighbour
from campagnon.territories.travel import farthest_km

LIMIT = 20
NEEDS_LIMIT = 200
Search = Callable[[Drawn], list[Near]]


def shipped_helpers(search: Drawn) -> list[Near]:
    return helpers_near(search.commune, search.service, modes=search.modes, limit=LIMIT)


def shipped_needs(search: Drawn) -> list[Near]:
    return needs_near(
        search.commune,
        search.service,
        reach_minutes=search.reach_minutes,
        modes=search.modes,
        limit=NEEDS_LIMIT,
    )


def on(engine: str, search: Search) -> Search:
    """The same search, spoken to another engine; entering takes well under a microsecond."""
    if engine == "sqlite":
        return search

    def elsewhere(drawn: Drawn) -> list[Near]:
        with speaking_to(engine):
            return search(drawn)

    return elsewhere


class Memory:
    """The limit: everything in Python dictionaries, nothing shared, nothing kept."""

    def __init__(self, searches: Iterable[Drawn]) -> None:
        here = {search.commune for search in searches}
        self._near: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for place in here:
            rows = Neighbour.objects.filter(here=place).order_by("ord")
            self._near[place] = list(rows.values_list("other_id", "minutes"))
        self._offers: dict[tuple[int, int], list[tuple[int, int, int, int]]] = defaultdict(list)
        self._needs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)

    def add_offers(self, offers: Iterable[Drawn]) -> None:
        for o in offers:
            self._offers[o.service, o.commune].append((o.rank, o.reach_minutes, o.modes, o.number))
        for rows in self._offers.values():
            rows.sort()

    def add_needs(self, needs: Iterable[Drawn]) -> None:
        for n in needs:
            self._needs[n.service, n.commune].append((n.modes, n.number))

    def helpers(self, search: Drawn) -> list[Near]:
        found: list[Near] = []
        for place, minutes in self._near[search.commune]:
            for _, reach, modes, number in self._offers.get((search.service, place), ()):
                if reach >= minutes and modes & search.modes:
                    found.append(Near(number, minutes))
                    if len(found) == LIMIT:
                        return found
        return found

    def needs(self, search: Drawn) -> list[Near]:
        found: list[Near] = []
        for place, minutes in self._near[search.commune]:
            if minutes > search.reach_minutes:
                break
            for modes, number in self._needs.get((search.service, place), ()):
                if modes & search.modes:
                    found.append(Near(number, minutes))
                    if len(found) == NEEDS_LIMIT:
                        return found
        return found


class PostGIS:
    """Points on the globe, nearest first by index, within each offer's reach as the crow flies.

    Distances on a sphere, as in `travel.km_between`: cheaper than PostGIS's usual spheroid.
    """

    BUILD = (
        "CREATE EXTENSION IF NOT EXISTS postgis",
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        "DROP TABLE IF EXISTS offer_point",
        "CREATE TABLE offer_point AS SELECT o.offer_id, o.service_id::int AS service, o.modes,"
        " (o.reach_minutes - 0.5) / 1.1 * 1000 AS reach_m,"
        " ST_SetSRID(ST_MakePoint(c.longitude, c.latitude), 4326)::geography AS place"
        " FROM notices_offeredservice o JOIN territories_commune c ON c.id = o.commune_id",
        "CREATE INDEX ON offer_point USING gist (service, place)",
        "VACUUM ANALYZE offer_point",
    )
    FIND = (
        "SELECT offer_id, 0 FROM offer_point WHERE service = %(service)s AND (modes & %(modes)s) > 0"
        " AND ST_DWithin(place, {here}, %(farthest)s, false) AND ST_DWithin(place, {here}, reach_m, false)"
        " ORDER BY place <-> {here} LIMIT %(limit)s"
    ).format(here="ST_SetSRID(ST_MakePoint(%(x)s, %(y)s), 4326)::geography")

    def __init__(self) -> None:
        rows = Commune.objects.values_list("id", "longitude", "latitude")
        self._places = {number: (x, y) for number, x, y in rows}

    def build(self) -> None:
        with connections["postgresql"].cursor() as cursor:
            for statement in self.BUILD:
                cursor.execute(statement)

    def helpers(self, search: Drawn) -> list[Near]:
        x, y = self._places[search.commune]
        with connection.cursor() as cursor:
            cursor.execute(
                self.FIND,
                {
                    "service": search.service,
                    "modes": search.modes,
                    "x": x,
                    "y": y,
                    "farthest": farthest_km(60) * 1000,
                    "limit": LIMIT,
                },
            )
            return [Near(number, minutes) for number, minutes in cursor.fetchall()]
