"""Which places lie near which: a grid of cells, so that only what could be near is measured."""

from collections import defaultdict
from collections.abc import Iterable
from math import cos, degrees, floor, radians

from campagnon.territories.travel import EARTH_RADIUS_KM, Place, farthest_km, km_between, minutes_between

CELL_DEGREES = 0.25
REACH_MINUTES = 60


class Grid:
    """Numbered places, sorted into cells a quarter of a degree wide."""

    def __init__(self, places: Iterable[tuple[int, Place]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int, Place]]] = defaultdict(list)
        for number, place in places:
            self._cells[_cell(place[0]), _cell(place[1])].append((number, place))

    def near(self, here: Place) -> list[tuple[int, int]]:
        """The numbers of the places within reach with their minutes, the nearest first."""
        km = farthest_km(REACH_MINUTES)
        high = degrees(km / EARTH_RADIUS_KM)
        wide = high / cos(radians(abs(here[0]) + high))
        found = []
        for row in range(_cell(here[0] - high), _cell(here[0] + high) + 1):
            for column in range(_cell(here[1] - wide), _cell(here[1] + wide) + 1):
                for number, place in self._cells.get((row, column), ()):
                    if abs(place[0] - here[0]) <= high and abs(place[1] - here[1]) <= wide:
                        minutes = minutes_between(here, place)
                        if minutes <= REACH_MINUTES:
                            found.append((minutes, km_between(here, place), number))
        return [(number, minutes) for minutes, _, number in sorted(found)]


def _cell(angle: float) -> int:
    return floor(angle / CELL_DEGREES)
