"""The table of access.csv: each address, each method, and what each role is answered."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.project.world import ROLES, World

TABLE = Path(__file__).with_name("access.csv")


@dataclass(frozen=True)
class Door:
    """One line: an address with names in braces, a method, and the answer to each role."""

    method: str
    address: str
    answers: dict[str, str]

    def at(self, world: World) -> str:
        return self.address.format_map(world.names())

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def doors() -> list[Door]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Door(row["method"], row["address"], {role: row[role] for role in ROLES})
            for row in csv.DictReader(file)
        ]


def pages() -> list[Door]:
    return [door for door in doors() if door.method == "GET"]


def addresses(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    """The pattern of every address of the site."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern)
