"""A page as a careful reader sees it: what every page of Campagnon must keep to."""

import gzip
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders

COLD_BYTES = 14_600  # one round trip: ten segments of the first congestion window
WARM_BYTES = 8_000
# The counter's files are fetched once a day, on the town hall's line; its pages stay as light as the others.
DESK_COLD_BYTES = 18_000
HEADERS_BYTES = 350  # what comes before the body of a static file
COLOURS_BYTES = 200  # a territory's own two colours
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "image", "reset"}
NOT_TEXT = {"script", "style", "code", "pre", "title"}


@dataclass(eq=False)
class Element:
    """A tag, its attributes, the elements around it and the text inside it."""

    tag: str
    attributes: dict[str, str]
    parents: list["Element"]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass(eq=False)
class Page(HTMLParser):
    """The elements of a page, each with its text, and the pieces of text outside code."""

    html: str
    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, list(self._open)))

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if data.strip() and not NOT_TEXT & {e.tag for e in self._open}:
            self.texts.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [e for e in self.elements if e.tag in tags]

    def links(self) -> list[str]:
        return [e["href"] for e in self.all("a") if e["href"]]

    def forms(self) -> list[Element]:
        return self.all("form")

    def fields_of(self, form: Element) -> list[Element]:
        """The fields that a browser would send with this form, buttons included."""
        fields = self.all("input", "select", "textarea", "button")
        return [f for f in fields if form in f.parents or (form["id"] and f["form"] == form["id"])]


def words(text: str) -> str:
    """The text with its white space reduced to single spaces."""
    return " ".join(text.split())


def faults(page: Page, *, typed: frozenset[str] = frozenset()) -> list[str]:
    """Everything on the page that breaks a promise; empty on a good page. `typed` is what people wrote."""
    return [
        *_heading_faults(page),
        *_field_faults(page),
        *_policy_faults(page),
        *_text_faults(page, typed),
    ]


def _heading_faults(page: Page) -> list[str]:
    found = []
    if [e["lang"] for e in page.all("html")] != ["fr"]:
        found.append("the page is not said to be in French")
    headings = [words(e.text) for e in page.all("h1")]
    titles = [words(e.text) for e in page.all("title") if not any(p.tag == "svg" for p in e.parents)]
    if len(headings) != 1:
        found.append(f"{len(headings)} h1: {headings}")
    elif len(titles) != 1 or not titles[0].startswith(headings[0]):
        found.append(f"the title {titles} does not begin with the h1 {headings}")
    ids = [e["id"] for e in page.elements if e["id"]]
    found += [f"id {one!r} is there twice" for one in sorted({i for i in ids if ids.count(i) > 1})]
    return found


def _field_faults(page: Page) -> list[str]:
    found = []
    ids = {e["id"] for e in page.elements}
    labelled = {e["for"] for e in page.all("label")}
    for element in page.all("input", "select", "textarea"):
        named = element["id"] in labelled or any(p.tag == "label" for p in element.parents)
        named = named or bool(element["aria-label"]) or element["aria-labelledby"] in ids - {""}
        if element["type"] not in UNLABELLED_TYPES and not named:
            found.append(f"field {element['name'] or element['id']!r} has no label")
    for element in page.elements:
        for reference in (element["aria-describedby"] + " " + element["aria-labelledby"]).split():
            if reference not in ids:
                found.append(f"{element.tag} speaks of #{reference}, which is not there")
    found += [f"button without words: {e.attributes}" for e in page.all("button") if not _has_name(e)]
    found += [f"link without words: {e['href']}" for e in page.all("a") if not _has_name(e, page)]
    found += [f"image without alt: {e['src']}" for e in page.all("img") if "alt" not in e.attributes]
    return found


def _has_name(element: Element, page: Page | None = None) -> bool:
    if words(element.text) or element["aria-label"]:
        return True
    inside = page.all("img", "svg") if page else []
    return any(element in e.parents and (e["alt"] or e["aria-label"]) for e in inside)


def _policy_faults(page: Page) -> list[str]:
    found = []
    for element in page.elements:
        if "style" in element.attributes or element.tag == "style":
            found.append(f"inline style on {element.tag}")
        if element.tag == "script" and not element["src"]:
            found.append("inline script")
        found += [f"{name} on {element.tag}" for name in element.attributes if name.startswith("on")]
        if element["target"] == "_blank":
            found.append(f"a new window: {element['href']}")
        if element.tag in {"iframe", "video", "audio", "canvas", "object", "embed"}:
            found.append(f"a {element.tag}")
    for form in page.forms():
        posts = form["method"].lower() == "post"
        if posts and "csrfmiddlewaretoken" not in {f["name"] for f in page.fields_of(form)}:
            found.append(f"form {form['action']!r} has no CSRF token")
    return found


def _text_faults(page: Page, typed: frozenset[str]) -> list[str]:
    straight = [words(text) for text in page.texts if re.search(r"\w'\w", text)]
    ours = [text for text in straight if not any(one in text for one in typed)]
    return [f"straight apostrophe: {text[:80]!r}" for text in ours]


def weights(page: Page, headers: dict[str, str]) -> tuple[int, int]:
    """Bytes of the page on a first visit and on the next: compressed, headers included, photos aside."""
    heading = sum(len(name) + len(value) + 4 for name, value in headers.items()) + 17
    warm = heading + len(gzip.compress(page.html.encode(), 6))
    colours = [
        e for e in page.all("link") if e["rel"] == "stylesheet" and e["href"].startswith("/territoires/")
    ]
    fetched = sum(static_weight(path) for path in sorted(static_paths(page)))
    return warm + fetched + len(colours) * (HEADERS_BYTES + COLOURS_BYTES), warm


def static_paths(page: Page) -> set[str]:
    """The static files that the page fetches before it is whole."""
    addresses = [e["href"] for e in page.all("link") if e["rel"] in {"stylesheet", "icon", "manifest"}]
    addresses += [e["src"] for e in page.all("img", "script") if e["loading"] != "lazy"]
    addresses += [e["href"] or e["xlink:href"] for e in page.all("use")]
    paths = {a.partition("#")[0].removeprefix("/static/") for a in addresses if a.startswith("/static/")}
    return paths | {inner for path in paths if path.endswith(".css") for inner in _css_paths(path)}


def _css_paths(path: str) -> set[str]:
    text = _static_file(path).read_text(encoding="utf-8")
    folder = Path("/") / Path(path).parent
    named = re.findall(r"url\(\s*[\"']?([^\"')#]+)", text)
    return {str((folder / n).resolve()).lstrip("/") for n in named if not n.startswith("data:")}


@cache
def static_weight(path: str) -> int:
    return HEADERS_BYTES + len(brotli.compress(_static_file(path).read_bytes()))


def _static_file(path: str) -> Path:
    found = finders.find(path)
    assert found, f"static file {path} is not there"
    return Path(found)
