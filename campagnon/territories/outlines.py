"""The outlines of communes, from the shipped file of encoded polylines."""

import csv
import gzip
from collections.abc import Collection
from pathlib import Path

# Latitude and longitude in ten-thousandths of a degree: whole numbers, so that shared borders are equal.
Point = tuple[int, int]
Ring = list[Point]

SOURCE = Path(__file__).parent / "data" / "outlines.csv.gz"


def decode(polyline: str) -> Ring:
    """The points of one ring; the first and the last are the same."""
    points: Ring = []
    latitude = longitude = 0
    steps = _steps(polyline)
    for index in range(0, len(steps), 2):
        latitude += steps[index]
        longitude += steps[index + 1]
        points.append((latitude, longitude))
    return points


def _steps(polyline: str) -> list[int]:
    """The signed differences that the letters carry, five bits each, the lowest first."""
    steps = []
    value = shift = 0
    for letter in polyline:
        bits = ord(letter) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            steps.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return steps


def outlines_of(codes: Collection[str]) -> dict[str, list[Ring]]:
    """The rings of each commune that has an outline; a few communes have none yet."""
    with gzip.open(SOURCE, "rt", encoding="ascii", newline="") as file:
        return {
            row["insee"]: [decode(ring) for ring in row["rings"].split()]
            for row in csv.DictReader(file)
            if row["insee"] in codes
        }
