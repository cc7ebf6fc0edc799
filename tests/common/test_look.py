"""The look keeps its promises: what is read can be read, what is drawn stays light, what is named exists."""

import re
from pathlib import Path

import brotli
import pytest

from campagnon.territories.colours import contrast

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "static/css/campagnon.css").read_text()
DESK_SHEET = (ROOT / "static/css/desk.css").read_text()
SPRITE = (ROOT / "static/icons/sprite.svg").read_text()
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
READ = 7.0
SEEN = 3.0

# What is written on what; the last name of a pair is the ground.
TEXT = [
    *[(words, ground) for words in ("ink", "muted", "hedge") for ground in ("paper", "sheet", "lichen")],
    *[("clay", ground) for ground in ("paper", "sheet", "clay-wash")],
    ("on-hedge", "hedge"),
    ("on-wheat", "wheat"),
    ("on-soil", "soil"),
    ("plum", "plum-wash"),
    ("sky", "sky-wash"),
    ("paper", "ink"),
]
# What tells a control, a ring or a step from what lies around it.
BOUNDARIES = [
    *[(edge, ground) for edge in ("ink", "hedge", "clay") for ground in ("paper", "sheet")],
    ("wheat", "soil"),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name, `var()` followed; the dark scheme stands on the light one."""
    light, dark = (
        dict(re.findall(r"--([\w-]+): ([^;]+);", block))
        for block in re.findall(r":root \{(.*?)\}", SHEET, re.S)[:2]
    )
    named = light if scheme == "light" else light | dark
    followed = {
        name: re.sub(r"var\(--([\w-]+)\)", lambda m: named[m[1]], value) for name, value in named.items()
    }
    return {name: value for name, value in followed.items() if value.startswith("#")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reads_at_seven_to_one(scheme):
    colours = tokens(scheme)
    faint = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < READ} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_boundaries_show_at_three_to_one(scheme):
    colours = tokens(scheme)
    faint = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in BOUNDARIES}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < SEEN} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_ring_shows_on_any_ground(scheme):
    """Wheat and ink together: whatever the ground, one of the two stands out from it."""
    colours = tokens(scheme)
    for ground in ("paper", "sheet", "lichen", "soil"):
        assert max(contrast(colours[ring], colours[ground]) for ring in ("wheat", "ink")) >= SEEN


def test_every_colour_stands_in_the_tokens():
    """A colour written outside them would escape the checks above and a territory's own."""
    screen = SHEET.split("@media print")[0] + DESK_SHEET
    rules = re.sub(r":root \{.*?\}", "", screen, flags=re.S)
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|\brgb|\bhsl", rules) == []


def test_every_token_is_spent():
    source = SHEET + SPRITE
    defined = set(re.findall(r"(?<![\w(])--([\w-]+):", SHEET))
    assert defined - set(re.findall(r"var\(--([\w-]+)\)", source)) == set()


def compressed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes()))


def test_look_is_light():
    assert compressed(ROOT / "static/css/campagnon.css") < 5000
    assert compressed(ROOT / "static/css/desk.css") < 2000
    assert compressed(ROOT / "static/icons/sprite.svg") <= 3000
    assert {
        path.name for path in (ROOT / "static/js").glob("*.js") if len(path.read_text().splitlines()) > 60
    } == set()


@pytest.mark.parametrize("name, most", [("campagnol", 1500), ("champs", 1200), ("ferme", 1200)])
def test_drawing_in_the_sprite_is_small(name, most):
    assert len(re.search(rf'<symbol id="{name}".*?</symbol>', SPRITE, re.S)[0]) <= most


@pytest.mark.parametrize("scene", sorted((ROOT / "static/img").glob("*.svg")), ids=lambda path: path.stem)
def test_scene_is_small(scene):
    assert scene.stat().st_size <= 1200


def test_icons_named_in_templates_and_catalogue_exist():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    named = {name for path in TEMPLATES for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text())}
    sectors = (ROOT / "campagnon/catalogue/data/sectors.csv").read_text().splitlines()[1:]
    assert (named | {line.split(",")[2] for line in sectors}) - drawn == set()


def test_classes_in_templates_are_dressed():
    """A class name that the style sheet does not know is a misspelling, or a wish."""
    sheets = "".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))
    known = set(re.findall(r"\.([a-z][\w-]*)", sheets))
    unknown = set()
    for path in TEMPLATES:
        for written in re.findall(r'class="([^"]*)"', path.read_text()):
            plain = re.sub(r"\{[%{].*?[%}]\}", " ", written)
            unknown |= {(path.name, name) for name in plain.split() if name not in known}
    assert unknown == set()


def test_components_say_what_they_need():
    silent = [
        p.name
        for p in TEMPLATES
        if p.parent.name == "_components" and not p.read_text().startswith("{% comment %}\n")
    ]
    assert silent == []
