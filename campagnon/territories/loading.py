import csv
import hashlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from campagnon.territories.bulk import count_again, write_rows
from campagnon.territories.folding import fold
from campagnon.territories.models import Commune, CommuneName, Epci, LoadedReference
from campagnon.territories.neighbours import add_missing_selves, rebuild_open_neighbours

DATA = Path(__file__).parent / "data"
SOURCES = ("epci.csv", "communes.csv", "communes_alias.csv")
BATCH = 5000
NameRow = tuple[int, str, str, str, int]  # commune, name, kind, folded, first word
KINDS = {"arrondissement-municipal": CommuneName.Kind.DISTRICT}
# Nobody looks for "Villers-sur-Auchy" by typing "sur Auchy".
SMALL_WORDS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "sous", "sur"]
)


def load_reference() -> bool:
    """Make the tables say what the files say; return whether there was anything to do."""
    digest = reference_digest()
    if LoadedReference.objects.filter(digest=digest).exists():
        return False
    with transaction.atomic():
        _load_epci()
        ids = _load_communes()
        _load_names(ids)
        add_missing_selves()
        rebuild_open_neighbours()
        count_again("territories_epci", "territories_commune", "territories_communename")
        LoadedReference.objects.update_or_create(
            id=1, defaults={"digest": digest, "loaded_at": timezone.now()}
        )
    return True


def reference_digest() -> str:
    """The fingerprint of the files and of this reading of them."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in SOURCES:
        digest.update((DATA / name).read_bytes())
    return digest.hexdigest()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _printed(name: str) -> str:
    return name.replace("'", "’")


def _load_epci() -> None:
    Epci.objects.bulk_create(
        [Epci(**{**row, "name": _printed(row["name"])}) for row in _rows("epci.csv")],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["siren"],
        update_fields=["name", "kind", "population"],
    )


def _load_communes() -> dict[str, int]:
    """Write the communes; those already numbered keep their number, those gone are dated."""
    ids = dict(Commune.objects.values_list("insee", "id"))
    free = (Commune.objects.aggregate(last=Max("id"))["last"] or 0) + 1
    communes = []
    for row in _rows("communes.csv"):
        if row["insee"] not in ids:
            ids[row["insee"]] = free
            free += 1
        communes.append(_commune(ids[row["insee"]], row))
    Commune.objects.bulk_create(
        communes,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[f.attname for f in Commune._meta.fields if not f.primary_key],
    )
    listed = {commune.insee for commune in communes}
    gone = [ids[insee] for insee in ids if insee not in listed]
    Commune.objects.filter(id__in=gone, retired_on=None).update(retired_on=timezone.localdate())
    return {insee: ids[insee] for insee in listed}


def _commune(number: int, row: dict[str, str]) -> Commune:
    return Commune(
        id=number,
        insee=row["insee"],
        name=_printed(row["name"]),
        department=row["department"],
        region=row["region"],
        epci_id=row["epci_siren"] or None,
        population=int(row["population"] or 0),
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        postcodes=row["postcodes"],
    )


def _load_names(ids: dict[str, int]) -> None:
    CommuneName.objects.all().delete()
    write_rows(
        "territories_communename",
        ("commune_id", "name", "kind", "folded", "starts_at"),
        chain(_current_names(ids), _former_names(ids)),
    )


def _current_names(ids: dict[str, int]) -> Iterator[NameRow]:
    for row in _rows("communes.csv"):
        number = ids[row["insee"]]
        yield from _ways_of_saying(number, row["name"], CommuneName.Kind.CURRENT)
        for code in filter(None, row["postcodes"].split("|")):
            yield number, code, CommuneName.Kind.POSTCODE.value, code, 0


def _former_names(ids: dict[str, int]) -> Iterator[NameRow]:
    current = {row["insee"]: row["name"] for row in _rows("communes.csv")}
    for row in _rows("communes_alias.csv"):
        if current.get(row["insee_current"]) not in {None, row["name"]}:
            kind = KINDS.get(row["kind"], CommuneName.Kind.FORMER)
            yield from _ways_of_saying(ids[row["insee_current"]], row["name"], kind)


def _ways_of_saying(commune_id: int, name: str, kind: CommuneName.Kind) -> Iterator[NameRow]:
    """The whole name, then what is left of it from each word that could be typed first."""
    words = fold(name).split()
    for start, word in enumerate(words):
        if start == 0 or word not in SMALL_WORDS:
            yield commune_id, _printed(name), kind.value, " ".join(words[start:]), start
