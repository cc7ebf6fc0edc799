"""The longest files, functions, views, templates and scripts; fails over the maxima.

They are shown so that somebody looks at them: length is where a file tells that it holds two ideas.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("campagnon", "config", "tests", "benchmarks", "bin")
# Migrations are written by Django; scripts in data/ made its files once and are kept as they ran.
LEFT_OUT = {"migrations", "data"}
SHOWN = 3


@dataclass(frozen=True)
class Kind:
    """One kind of thing, with the length nine in ten should keep to and the length none may pass."""

    name: str
    usual: int
    maximum: int


@dataclass(frozen=True, order=True)
class Measure:
    lines: int
    where: str


FILE = Kind("Python file", 200, 400)
FUNCTION = Kind("function", 25, 60)
VIEW = Kind("view", 30, 30)
TEMPLATE = Kind("template", 100, 200)
SCRIPT = Kind("script", 60, 60)


def python_files() -> list[Path]:
    found = [p for folder in CODE for p in sorted((ROOT / folder).rglob("*.py"))]
    return [p for p in found if not LEFT_OUT & set(p.parts)]


def count_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> Iterator[tuple[Kind, Measure]]:
    """Each function of a module; those of a `views` module that take a request are views."""
    in_views = "views" in path.with_suffix("").relative_to(ROOT).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        is_view = in_views and any(a.arg == "request" for a in node.args.args) and node.name[0] != "_"
        yield VIEW if is_view else FUNCTION, Measure(lines, f"{path.relative_to(ROOT)}:{node.name}")


def measure() -> dict[Kind, list[Measure]]:
    """Everything measured, by kind, the longest first."""
    kinds: dict[Kind, list[Measure]] = {k: [] for k in (FILE, FUNCTION, VIEW, TEMPLATE, SCRIPT)}
    for path in python_files():
        kinds[FILE].append(Measure(count_lines(path), str(path.relative_to(ROOT))))
        for kind, one in functions_of(path):
            kinds[kind].append(one)
    for kind, folder, pattern in (
        (TEMPLATE, "templates", "*.html"),
        (SCRIPT, "static", "*.js"),
        (SCRIPT, "templates", "*.js"),
    ):
        for path in (ROOT / folder).rglob(pattern):
            kinds[kind].append(Measure(count_lines(path), str(path.relative_to(ROOT))))
    return {kind: sorted(found, reverse=True) for kind, found in kinds.items()}


def report(measures: dict[Kind, list[Measure]]) -> int:
    """Print the longest of each kind; return how many pass their maximum."""
    too_long = 0
    for kind, found in measures.items():
        if not found:
            continue
        ninth = found[len(found) // 10].lines
        over = [m for m in found if m.lines > kind.maximum]
        too_long += len(over)
        mark = "NO  " if over else "ok  "
        goals = f"goal {kind.usual}, maximum {kind.maximum}"
        print(f"{mark} {kind.name}: {len(found)}, nine in ten ≤ {ninth} lines ({goals})")
        for one in over or found[:SHOWN]:
            print(f"       {one.lines:4} {one.where}")
    return too_long


if __name__ == "__main__":
    sys.exit(1 if report(measure()) else 0)
