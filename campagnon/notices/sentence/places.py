"""The communes that a sentence may name."""

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from campagnon.territories.folding import fold


@dataclass(frozen=True, slots=True)
class Commune:
    """What a sentence needs to know of a commune."""

    insee: str
    name: str
    postcodes: tuple[str, ...]
    population: int
    is_open: bool


class Places:
    """Communes by every way of writing them; short forms and misspellings only in open territories."""

    def __init__(self, communes: Iterable[Commune], aliases: Collection[tuple[str, str]] = ()) -> None:
        self.by_insee = {commune.insee: commune for commune in communes}
        self.full: dict[str, list[Commune]] = {}
        for commune in self.by_insee.values():
            self.full.setdefault(joined(commune.name), []).append(commune)
        for name, insee in aliases:
            commune_now = self.by_insee.get(insee)
            if commune_now and commune_now not in self.full.setdefault(joined(name), []):
                self.full[joined(name)].append(commune_now)
        self.open, self.short = self._open_names(aliases)
        self.open_keys = [key for key in self.open | self.short if len(key) >= 6]
        self.by_postcode: dict[str, list[Commune]] = {}
        for commune in self.by_insee.values():
            for postcode in commune.postcodes if commune.is_open else ():
                self.by_postcode.setdefault(postcode, []).append(commune)

    def _open_names(
        self, aliases: Collection[tuple[str, str]]
    ) -> tuple[dict[str, list[Commune]], dict[str, list[Commune]]]:
        full: dict[str, list[Commune]] = {}
        short: dict[str, list[Commune]] = {}
        named = [(commune.name, commune) for commune in self.by_insee.values() if commune.is_open]
        named += [(name, self.by_insee[insee]) for name, insee in aliases if self._is_open(insee)]
        for name, commune in named:
            forms = list(ways_to_write(name))
            for key in forms[0]:
                add(full, key, commune)
            for key in forms[1]:
                add(short, key, commune)
        return full, {key: communes for key, communes in short.items() if key not in full}

    def _is_open(self, insee: str) -> bool:
        return insee in self.by_insee and self.by_insee[insee].is_open


def add(index: dict[str, list[Commune]], key: str, commune: Commune) -> None:
    """Put a commune under a key, once."""
    if commune not in index.setdefault(key, []):
        index[key].append(commune)


def joined(name: str) -> str:
    """A name without spaces, so that hyphens and spaces do not matter."""
    return fold(name).replace(" ", "")


def ways_to_write(name: str) -> tuple[list[str], list[str]]:
    """The full and the short ways to write a name: "La Ferté-Saint-Aubin" is also "La Ferté"."""
    words = fold(name).split()
    full = ["".join(words)]
    articles = {"la", "le", "les", "l"}
    if words[0] in articles and len(words) > 2:
        full.append("".join(words[1:]))
    full.append(
        "".join(
            word for word in words if word not in {"en", "le", "sur", "sous", "les", "de"} or word == words[0]
        )
    )
    short = []
    head = 2 if words[0] in articles | {"saint", "sainte"} else 1
    for length in range(head, len(words)):
        if words[length - 1] not in articles | {"sur", "en", "sous", "les", "des", "de"}:
            short.append("".join(words[:length]))
            short.append("".join(words[:length]) + words[length][0])
    if len(words) > head and words[head] in {"en", "sur", "sous", "le"} and len(words) > head + 1:
        short.append("".join(words[: head + 1]) + words[head + 1][0])
    if words[0] in articles and len(words) > 2:
        short.append(words[1])
    return [key for key in dict.fromkeys(full) if len(key) > 3], [
        key for key in dict.fromkeys(short) if len(key) > 3
    ]


def read_rows(communes: Path, aliases: Path, open_territories: Collection[str]) -> Places:
    """Build the places from the CSV files of the geography and the SIREN numbers of open territories."""
    with communes.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with aliases.open(encoding="utf-8", newline="") as file:
        alias_rows = [(row["name"], row["insee_current"]) for row in csv.DictReader(file)]
    return Places((commune_of(row, open_territories) for row in rows), alias_rows)


def commune_of(row: Mapping[str, str], open_territories: Collection[str]) -> Commune:
    """A commune from its row."""
    postcodes = tuple(re.findall(r"[0-9]{5}", row["postcodes"]))
    is_open = row["epci_siren"] in open_territories
    return Commune(row["insee"], row["name"], postcodes, int(row["population"] or 0), is_open)
