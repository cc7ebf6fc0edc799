import gzip
import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.template.loader import render_to_string

from campagnon.territories.drawing import Dot, Drawing, draw
from campagnon.territories.models import Commune, Territory
from campagnon.territories.outlines import SOURCE, outlines_of

LIGHT_ENOUGH = 10_000  # bytes once compressed
TOLERANCES = (0.0, 1.5, 3.0, 5.0, 8.0, 12.0, 20.0)
LABELS = 7
FIELDS = ("#E6EDDF", "#DFE9D3", "#EBF0E2")  # neighbours differ a little, as fields do
LETTER_WIDTH, LINE_HEIGHT = 17, 44  # of a label, in units of the drawing, a little more than drawn


@dataclass(frozen=True)
class Parcel:
    """A commune as the map shows it."""

    insee: str
    name: str
    shape: str
    colour: str
    dot: Dot
    is_named: bool
    is_chosen: bool


@dataclass(frozen=True)
class Map:
    """A map ready to be sent, its height for a width of 1000, and a mark that changes with it."""

    svg: bytes
    height: int
    etag: str


def map_of(territory: Territory, chosen: str = "") -> Map:
    """The map of a territory as SVG, light enough for a poor line; one commune may be chosen."""
    return _map(territory.pk, territory.name, chosen)


@lru_cache(maxsize=256)
def _map(siren: str, title: str, chosen: str) -> Map:
    communes = list(Commune.objects.current().filter(epci=siren).order_by("-population"))
    codes = tuple(sorted(commune.insee for commune in communes))
    for tolerance in TOLERANCES:
        drawing = _drawn(codes, tolerance)
        page = {"title": title, "parcels": _parcels(communes, drawing, chosen), "drawing": drawing}
        svg = render_to_string("territories/carte.svg", page).encode()
        if len(gzip.compress(svg, 6)) <= LIGHT_ENOUGH:
            break
    return Map(svg, drawing.sheet.height, f'"{hashlib.sha256(svg).hexdigest()[:16]}"')


@cache
def map_version() -> str:
    """Changes when the outlines or the way of drawing them change."""
    here = Path(__file__)
    digest = hashlib.sha256(SOURCE.read_bytes())
    for source in (here, here.with_name("drawing.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:10]


@lru_cache(maxsize=8)
def _drawn(codes: tuple[str, ...], tolerance: float) -> Drawing:
    return draw(outlines_of(codes), tolerance)


def _parcels(communes: list[Commune], drawing: Drawing, chosen: str) -> list[Parcel]:
    """The communes that have an outline, the chosen one last so that nothing covers it."""
    drawn = [commune for commune in communes if commune.insee in drawing.shapes]
    drawn.sort(key=lambda commune: (commune.insee != chosen, -commune.population))
    named = _named(drawn, drawing)
    drawn.reverse()
    return [
        Parcel(
            insee=commune.insee,
            name=commune.name,
            shape=drawing.shapes[commune.insee],
            colour=FIELDS[commune.id % len(FIELDS)],
            dot=drawing.sheet.dot(commune.place),
            is_named=commune.insee in named,
            is_chosen=commune.insee == chosen,
        )
        for commune in drawn
    ]


def _named(communes: list[Commune], drawing: Drawing) -> set[str]:
    """Those whose names are written: the chosen one, then the most populous that leave each other room."""
    taken: list[tuple[int, int, int]] = []
    named: set[str] = set()
    for commune in communes:
        x, y = drawing.sheet.dot(commune.place)
        half = len(commune.name) * LETTER_WIDTH // 2
        free = all(abs(x - ox) > half + other or abs(y - oy) > LINE_HEIGHT * 1.5 for ox, oy, other in taken)
        inside = half <= x <= 1000 - half
        if free and inside and len(named) < LABELS:
            taken.append((x, y, half))
            named.add(commune.insee)
    return named
