import gzip
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from campagnon.territories.drawing import draw
from campagnon.territories.maps import LIGHT_ENOUGH, map_of
from campagnon.territories.models import Commune, Epci, Territory
from campagnon.territories.outlines import decode, outlines_of
from tests.reference import PICARDIE_VERTE

SVG = "{http://www.w3.org/2000/svg}"
# Two squares side by side, with a bend in their common border, in ten-thousandths of a degree.
LEFT = [(20, 0), (20, 10), (10, 11), (0, 10), (0, 0), (20, 0)]
RIGHT = [(20, 10), (20, 20), (0, 20), (0, 10), (10, 11), (20, 10)]


def dots(path: str) -> list[tuple[int, int]]:
    """The points of one closed path."""
    numbers = [int(number) for number in re.findall(r"-?\d+", path)]
    (x, y), steps = numbers[:2], numbers[2:]
    points = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def area(points: list[tuple[int, int]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))) / 2


def test_decode_a_known_polyline():
    # The example of the format's own description, with its five decimals.
    assert decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == [
        (3850000, -12020000),
        (4070000, -12095000),
        (4325200, -12645300),
    ]


def test_outlines_of_a_commune_and_of_an_unknown_one():
    (ring,) = outlines_of({"60623", "00000"})["60623"]
    assert ring[0] == ring[-1]
    assert all(
        abs(latitude - 495500) < 1000 and abs(longitude - 18500) < 1500 for latitude, longitude in ring
    )


def test_drawing_keeps_one_border_between_neighbours():
    drawing = draw({"left": [LEFT], "right": [RIGHT]})
    left, right = dots(drawing.shapes["left"]), dots(drawing.shapes["right"])
    assert len(set(left) & set(right)) == 3
    assert area(left) - area(right) == pytest.approx(area([(0, 0), (960, 0), (480, 48)]) * 2, rel=0.01)


def test_tolerance_drops_only_what_is_close_to_the_line():
    drawing = draw({"left": [LEFT], "right": [RIGHT]}, tolerance=60)
    left, right = dots(drawing.shapes["left"]), dots(drawing.shapes["right"])
    assert len(set(left) & set(right)) == 2
    assert len(left) == len(right) == 4


def test_border_goes_round_and_not_between():
    drawing = draw({"left": [LEFT], "right": [RIGHT]})
    middle = drawing.sheet.point((10, 11))
    assert middle in dots(drawing.shapes["left"])
    assert middle not in [dot for arc in drawing.border.split("M")[1:] for dot in dots(arc)]


def test_island_without_neighbour_is_drawn_whole():
    assert area(dots(draw({"left": [LEFT]}).shapes["left"])) > 100_000


@pytest.mark.django_db
def test_map_of_picardie_verte_links_every_commune_and_is_light():
    drawn = map_of(Territory.objects.get(pk=PICARDIE_VERTE))
    tree = ElementTree.fromstring(drawn.svg)
    links = {link.get("href"): link.find(f"{SVG}title").text for link in tree.iter(f"{SVG}a")}
    communes = Commune.objects.filter(epci=PICARDIE_VERTE)
    assert links == {f"/communes/{commune.insee}/": commune.name for commune in communes}
    assert len(gzip.compress(drawn.svg, 6)) <= LIGHT_ENOUGH
    assert tree.get("viewBox") == f"0 0 1000 {drawn.height}"
    assert {element.get("style") for element in tree.iter()} == {None}
    assert list(tree.iter(f"{SVG}style")) == []


@pytest.mark.django_db
def test_chosen_commune_alone_is_wheat_and_named():
    def wheat(svg: bytes) -> list[str]:
        links = ElementTree.fromstring(svg).iter(f"{SVG}a")
        return [link.get("href") for link in links if link.find(f"{SVG}path").get("fill") == "#F2C14E"]

    here = Territory.objects.get(pk=PICARDIE_VERTE)
    assert wheat(map_of(here).svg) == []
    assert wheat(map_of(here, "60622").svg) == ["/communes/60622/"]
    names = [text.text for text in ElementTree.fromstring(map_of(here, "60622").svg).iter(f"{SVG}text")]
    assert "Sommereux" in names


@pytest.mark.django_db
def test_map_of_the_grouping_with_most_communes_is_light_too():
    pays_basque = Epci.objects.get(name="Communauté d’agglomération du Pays Basque")
    territory = Territory(epci=pays_basque, slug="pays-basque", name="Pays Basque")
    assert len(gzip.compress(map_of(territory).svg, 6)) <= LIGHT_ENOUGH
