"""What no test writes: all communes, the catalogue, and both pilots opened."""

from datetime import UTC, datetime

from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction

from campagnon.territories.models import Epci, Territory

PICARDIE_VERTE = "246000848"
PORTES_DE_SOLOGNE = "200005932"
COPY = "reference_copy_of_"


def load() -> None:
    """Load the reference data as an installation does; keep a copy for tests that empty the tables."""
    call_command("load_catalogue")
    call_command("load_reference")
    for siren in (PICARDIE_VERTE, PORTES_DE_SOLOGNE):
        call_command("territory", "open", siren)
    # Before any day to which a test travels.
    Territory.objects.update(opened_at=datetime(2026, 1, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"CREATE TABLE {COPY}{table} AS SELECT * FROM {table}")


def make_whole() -> None:
    """Bring back what a test with real transactions took away when it emptied the tables."""
    if not Epci.objects.exists():
        _bring_back()
        cache.clear()


@transaction.atomic
def _bring_back() -> None:
    """Fill the emptied tables from the copy; foreign keys are checked at the end."""
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"INSERT INTO {table} SELECT * FROM {COPY}{table}")


def _tables() -> list[str]:
    models = [m for area in ("catalogue", "territories") for m in apps.get_app_config(area).get_models()]
    return [model._meta.db_table for model in models if model._meta.managed]
