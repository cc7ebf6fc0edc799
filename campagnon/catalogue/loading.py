import csv
import re
from pathlib import Path

from django.db import transaction

from campagnon.catalogue.models import Sector, Service
from campagnon.catalogue.modes import NAMES

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_catalogue() -> int:
    """Make the tables say what the two files say; return the number of services."""
    with (DATA / "sectors.csv").open(encoding="utf-8", newline="") as file:
        for position, row in enumerate(csv.DictReader(file)):
            Sector.objects.update_or_create(slug=row.pop("slug"), defaults={**row, "position": position})
    with (DATA / "services.csv").open(encoding="utf-8", newline="") as file:
        services = [_service(position, row) for position, row in enumerate(csv.DictReader(file))]
    Service.objects.bulk_create(
        services,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=[f.name for f in Service._meta.fields if f.name not in {"id", "slug"}],
    )
    return len(services)


def _service(position: int, row: dict[str, str]) -> Service:
    return Service(
        slug=row["slug"],
        sector_id=row["sector"],
        label=_printed(row["label"]),
        modes=sum(mode for name, mode in NAMES.items() if row[name] == "oui"),
        guard=_printed(row["guard"]),
        gives_credit=row["credit"] == "oui",
        sap=row["sap"],
        cap_euros_a_year=int(row["cap_eur_year"]) if row["cap_eur_year"] else None,
        naf=row["naf"],
        position=position,
    )


def _printed(text: str) -> str:
    """True apostrophes, and no line that begins with a colon."""
    return re.sub(r" (?=[:;])", "\u00a0", text.replace("'", "’"))
