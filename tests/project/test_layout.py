"""The house keeps its shape: rooms, their map, and the names of their files."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "campagnon"
# Folders of tests and templates that belong to no single room.
TESTS_BESIDE_ROOMS = {"project", "browser", "year"}
TEMPLATES_BESIDE_ROOMS = {"_components", "emails", "errors", "account", "mfa", "allauth", "papers"}
GREY_NAMES = {"utils", "util", "core", "base", "services", "managers", "misc", "tools", "handlers", "stuff"}
# From the outside in: a file imports those after it, never one before.
ORDER = ["urls", "views", "feeds", "forms", "actions", "mail", "access", "models"]


def rooms() -> list[str]:
    return sorted(p.name for p in ROOMS.iterdir() if (p / "__init__.py").exists())


def layers() -> set[str]:
    """The rooms that import-linter orders, but for those not built yet."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    names = {name.strip() for line in lines for name in line.split("|")}
    return {name for name in names if not name.startswith("(")}


def modules_of(room: str) -> list[Path]:
    return [p for p in sorted((ROOMS / room).rglob("*.py")) if not {"migrations", "data"} & set(p.parts)]


def test_the_map_names_the_rooms_there_are():
    named = re.findall(r"^\| `(\w+)` \|", (ROOMS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == rooms()


def test_the_layers_name_the_rooms_there_are():
    assert layers() == set(rooms())


def test_tests_stand_in_folders_named_after_rooms():
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders - TESTS_BESIDE_ROOMS <= set(rooms())


def test_templates_stand_in_folders_named_after_rooms():
    folders = {p.name for p in (ROOT / "templates").iterdir() if p.is_dir()}
    assert folders - TEMPLATES_BESIDE_ROOMS <= set(rooms())


@pytest.mark.parametrize("room", rooms())
def test_no_file_has_a_grey_name(room):
    named = {part for path in modules_of(room) for part in path.relative_to(ROOMS).with_suffix("").parts}
    assert named & GREY_NAMES == set()


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_from_its_doors_inwards(room):
    upwards = []
    for path in modules_of(room):
        here = path.relative_to(ROOMS / room).with_suffix("").parts[0]
        for other in imports_within(room, path):
            if here in ORDER and other in ORDER and ORDER.index(other) < ORDER.index(here):
                upwards.append(f"{path.relative_to(ROOMS)} imports {other}")
    assert upwards == []


def imports_within(room: str, path: Path) -> set[str]:
    """The first names of the modules of its own room that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    inside = [n.split(".") for n in names if n.startswith(f"campagnon.{room}.")]
    return {parts[2] for parts in inside}
