"""Walk through the site as somebody would: page after page, by its links."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.page import Element, Page

# Enough of each kind of page: a board of 88 communes says no more than a board of three.
PAGES_A_KIND = 3


def read_whole(response: HttpResponse) -> bytes:
    """All that was answered; a file that was sent is closed once read."""
    return b"".join(response.streaming_content) if response.streaming else response.content


@dataclass(frozen=True)
class Visit:
    """One address opened, and the answer to it."""

    address: str
    response: HttpResponse

    @property
    def page(self) -> Page | None:
        return getattr(self.response, "page", None)

    @property
    def text(self) -> str:
        return read_whole(self.response).decode(errors="replace")


@dataclass(frozen=True)
class Form:
    """A form found on a page: where it goes, what it holds at first, and what may be written in it."""

    page: str
    method: str
    action: str
    filled: dict[str, list[str]]
    writable: tuple[tuple[str, str], ...]  # name and type

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        return self.method, view_name(self.action), tuple(sorted(self.filled))


def view_name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "?"


def walk(client: Client, *starts: str) -> Iterator[Visit]:
    """Open each address and those that its page links to, a few of each kind."""
    waiting, seen, kinds = list(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kinds[view_name(address)] += 1
        if kinds[view_name(address)] > PAGES_A_KIND and address not in starts:
            continue
        visit = Visit(address, client.get(address))
        yield visit
        read_whole(visit.response)
        for link in links_of(visit):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def links_of(visit: Visit) -> list[str]:
    """The addresses of this site that the answer leads to."""
    found = visit.page.links() if visit.page else []
    if 300 <= visit.response.status_code < 400:
        found.append(visit.response["Location"])
    inside = []
    for link in found:
        parts = urlsplit(link)
        if parts.scheme in {"", "http"} and parts.netloc in {"", "testserver"} and parts.path.startswith("/"):
            inside.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        elif not parts.scheme and not parts.netloc and parts.query and not parts.path:
            inside.append(f"{urlsplit(visit.address).path}?{parts.query}")
    return [link for link in inside if not link.startswith("/static/")]


def forms_of(visit: Visit) -> list[Form]:
    if visit.page is None:
        return []
    here = urlsplit(visit.address).path
    return [_form(visit.page, form, here, visit.address) for form in visit.page.forms()]


def _form(page: Page, form: Element, here: str, address: str) -> Form:
    filled: dict[str, list[str]] = {}
    writable: dict[str, str] = {}
    for field in page.fields_of(form):
        name, kind = field["name"], field["type"] or ("submit" if field.tag == "button" else field.tag)
        if not name or "disabled" in field.attributes:
            continue
        if kind == "textarea":
            filled.setdefault(name, []).append(field.text)
        elif kind == "select":
            filled.setdefault(name, []).append(_chosen(page, field))
        elif kind in {"radio", "submit"}:
            # As if the first were pressed; a choice already made comes before.
            if "checked" in field.attributes or name not in filled:
                filled[name] = [field["value"]]
        elif kind == "checkbox":
            filled.setdefault(name, []).extend(
                [field["value"] or "on"] if "checked" in field.attributes else []
            )
        elif kind != "file":
            filled.setdefault(name, []).append(field["value"])
        if name != "csrfmiddlewaretoken":
            writable[name] = kind
    return Form(
        address, form["method"].lower() or "get", form["action"] or here, filled, tuple(writable.items())
    )


def _chosen(page: Page, select: Element) -> str:
    options = [o for o in page.all("option") if select in o.parents]
    chosen = [o for o in options if "selected" in o.attributes] or options[:1]
    return (chosen[0]["value"] or chosen[0].text) if chosen else ""
