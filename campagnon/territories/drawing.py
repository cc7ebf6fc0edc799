"""A map drawn from outlines: projected, simplified with one border between neighbours, written as paths."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

from campagnon.territories.outlines import Point, Ring
from campagnon.territories.travel import Place

WIDTH = 1000
MARGIN = 20
Dot = tuple[int, int]
Edge = tuple[Point, Point]


@dataclass(frozen=True)
class Sheet:
    """The paper: where a place on Earth falls on it, in whole units."""

    north: float
    west: float
    scale: float
    squeeze: float
    height: int

    def dot(self, place: Place) -> Dot:
        x = MARGIN + (place[1] - self.west) * self.squeeze * self.scale
        y = MARGIN + (self.north - place[0]) * self.scale
        return round(x), round(y)

    def point(self, point: Point) -> Dot:
        return self.dot((point[0] / 10_000, point[1] / 10_000))


@dataclass(frozen=True)
class Drawing:
    """Path data for each commune and for the border around them all."""

    sheet: Sheet
    shapes: dict[str, str]
    border: str


def draw(outlines: dict[str, list[Ring]], tolerance: float = 0) -> Drawing:
    """Draw the communes; `tolerance`, in units, is how far a border may stray to weigh less."""
    rings = [ring for parts in outlines.values() for ring in parts]
    sheet = _sheet(rings)
    arcs = _Arcs(rings, sheet, tolerance)
    shapes = {code: "".join(arcs.outline(ring) for ring in parts) for code, parts in outlines.items()}
    return Drawing(sheet, shapes, arcs.border(rings))


def _sheet(rings: Iterable[Ring]) -> Sheet:
    points = [point for ring in rings for point in ring]
    south, north = min(p[0] for p in points) / 10_000, max(p[0] for p in points) / 10_000
    west, east = min(p[1] for p in points) / 10_000, max(p[1] for p in points) / 10_000
    squeeze = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * squeeze, north - south)
    return Sheet(north, west, scale, squeeze, round((north - south) * scale) + 2 * MARGIN)


class _Arcs:
    """Borders cut where three communes meet; each is simplified once, whichever side it is drawn from."""

    def __init__(self, rings: Iterable[Ring], sheet: Sheet, tolerance: float) -> None:
        self._sheet = sheet
        self._tolerance = tolerance
        self._edges = Counter(_edge(*step) for ring in rings for step in pairwise(ring))
        touching: dict[Point, set[Point]] = defaultdict(set)
        for one, other in self._edges:
            touching[one].add(other)
            touching[other].add(one)
        self._crossings = {point for point, near in touching.items() if len(near) != 2}
        self._simple: dict[tuple[Point, ...], list[Dot]] = {}

    def outline(self, ring: Ring) -> str:
        """One closed ring as path data."""
        dots: list[Dot] = []
        for arc in self._cut(ring):
            dots += self._dots(arc)
        return _path(dots[:-1]) + "z"

    def border(self, rings: Iterable[Ring]) -> str:
        """The arcs that only one commune has: the border of all."""
        alone = [a for ring in rings for a in self._cut(ring) if self._edges[_edge(a[0], a[1])] == 1]
        return "".join(_path(self._dots(arc)) for arc in alone)

    def _cut(self, ring: Ring) -> list[Ring]:
        """The ring as arcs from crossing to crossing; without one, from its first point in order."""
        points = ring[:-1]
        starts = [i for i, point in enumerate(points) if point in self._crossings]
        starts = starts or [points.index(min(points))]
        turned = points[starts[0] :] + points[: starts[0]] + [points[starts[0]]]
        cuts = [start - starts[0] for start in starts] + [len(points)]
        return [turned[begin : end + 1] for begin, end in pairwise(cuts)]

    def _dots(self, arc: Ring) -> list[Dot]:
        forward = tuple(arc) <= tuple(reversed(arc))
        key = tuple(arc if forward else reversed(arc))
        if key not in self._simple:
            self._simple[key] = _simplified([self._sheet.point(p) for p in key], self._tolerance)
        dots = self._simple[key]
        return dots if forward else dots[::-1]


def _edge(one: Point, other: Point) -> Edge:
    return (one, other) if one <= other else (other, one)


def _simplified(dots: list[Dot], tolerance: float) -> list[Dot]:
    """Fewer dots, none of those left out further than the tolerance from the line (Douglas and Peucker)."""
    if len(dots) < 3:
        return dots
    first, last = dots[0], dots[-1]
    far, index = max((_off(dot, first, last), i) for i, dot in enumerate(dots[1:-1], start=1))
    if far <= tolerance and first != last:
        return [first, last]
    return _simplified(dots[: index + 1], tolerance)[:-1] + _simplified(dots[index:], tolerance)


def _off(dot: Dot, first: Dot, last: Dot) -> float:
    """How far a dot lies from the line between two others."""
    dx, dy = last[0] - first[0], last[1] - first[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(dot[0] - first[0], dot[1] - first[1])
    return abs(dx * (dot[1] - first[1]) - dy * (dot[0] - first[0])) / length


def _path(dots: list[Dot]) -> str:
    """Path data with relative steps, in as few letters as SVG allows."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(dots) if a != b]
    numbers = "".join(f"{x if x < 0 else f' {x}'}{y if y < 0 else f' {y}'}" for x, y in steps)
    return f"M{dots[0][0]} {dots[0][1]}l{numbers.strip()}"
