"""Both databases in one process: shipped functions speak to `default`, whichever that is at the moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections

# The planner believes that two ST_DWithin leave one row, and would read and sort a whole service; these make
# it follow the index in order of distance, which is PostGIS at its best.
POSTGIS_AT_ITS_BEST = (
    "-c enable_sort=off -c enable_bitmapscan=off -c enable_seqscan=off -c jit=off"
    " -c max_parallel_workers_per_gather=0"
)


def add_postgresql(port: int) -> None:
    """Tell Django of the throw-away cluster, twice: as it comes, and tuned for PostGIS."""
    base = {
        **connections.settings["default"],
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "campagnon",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "CONN_MAX_AGE": None,
    }
    connections.settings["postgresql"] = {**base, "OPTIONS": {}}
    connections.settings["postgis"] = {**base, "OPTIONS": {"options": POSTGIS_AT_ITS_BEST}}
    settings.DATABASES = connections.settings


@contextmanager
def speaking_to(engine: str) -> Iterator[None]:
    """Make `default` mean one of the engines; "sqlite" is what it means otherwise."""
    if engine == "sqlite":
        yield
        return
    usual = connections["default"]
    connections["default"] = connections[engine]
    try:
        yield
    finally:
        connections["default"] = usual


def has_postgis() -> bool:
    """Whether PostGIS and the index it needs can be installed in the cluster."""
    with connections["postgis"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name IN ('postgis', 'btree_gist')")
        return cursor.fetchone()[0] == 2
