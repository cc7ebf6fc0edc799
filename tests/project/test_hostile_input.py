"""Whatever is written in any form, a page in French answers, keeps the rest of the form, and never fails."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.project import corpus
from tests.project.crawl import Form, forms_of, view_name, walk
from tests.project.doors import pages
from tests.project.world import ROLES, World
from tests.reading import ReadingClient

pytestmark = pytest.mark.django_db

# A need and an offer half said, so that the pages that go on from them have something to go on from.
HALF_SAID = {
    "/besoin/": "Quelqu’un pour tondre ma pelouse samedi matin à Songeons",
    "/offre/": "Je tonds les pelouses",
}
KEPT_TYPES = {"text", "textarea", "email", "tel", "date", "search", "number", "time"}
# Django’s own sentences, were one left untranslated.
ENGLISH = re.compile(r"\b(This field|Enter a valid|Ensure this|Select a valid|must be|required\.)")


def somebody(world: World, role: str) -> ReadingClient:
    client = world.client(role, lenient=True)
    for address, words in HALF_SAID.items():
        client.post(address, {"words": words})
    return client


def forms_by_role(world: World) -> Iterator[tuple[str, ReadingClient, Form]]:
    """One form of each kind that there is, with somebody who can reach it."""
    starts, seen = [page.at(world) for page in pages()], set()
    for role in ROLES:
        client = somebody(world, role)
        found = [form for visit in walk(client, *starts) for form in forms_of(visit)]
        for form in found:
            if form.kind not in seen:
                seen.add(form.kind)
                yield role, client, form


def send(client: ReadingClient, form: Form, fields: dict) -> HttpResponse:
    """Send a form, then undo what it did: each sending meets the same world."""
    kept = {name: client.cookies[name].value for name in client.cookies}
    with transaction.atomic():
        answer = client.get(form.action, fields) if form.method == "get" else client.post(form.action, fields)
        transaction.set_rollback(True)
    for name, value in kept.items():
        client.cookies[name] = value
    return answer


def clumsy_sendings(form: Form) -> Iterator[tuple[str, str, dict]]:
    """Each field in turn: badly filled, twice there, or missing."""
    for name, kind in form.writable:
        if kind == "file":
            for what, file in corpus.files().items():
                yield name, what, {**form.filled, name: file}
            continue
        for what in corpus.TEXTS if kind in KEPT_TYPES else corpus.FOR_CHOICES:
            yield name, what, {**form.filled, name: corpus.TEXTS[what]}
        yield name, "twice", {**form.filled, name: ["1", "<b>"]}
        yield name, "missing", {n: v for n, v in form.filled.items() if n != name}
    yield "", "all missing", {"csrfmiddlewaretoken": "x"}
    yield (
        "",
        "more than asked",
        {**form.filled, "is_active": "", "author": "1", "closed_at": "2026-01-01", "pk": "1"},
    )


def faults_of(form: Form, name: str, answer: HttpResponse) -> Iterator[str]:
    if answer.status_code >= 500:
        yield str(answer.status_code)
    if answer.status_code != 200 or form.method == "get" or answer["Content-Type"] == "application/pdf":
        return
    page = answer.page
    if english := ENGLISH.search(" ".join(page.texts)):
        yield f"in English: {english[0]}"
    visible = {n for n, kind in form.writable if kind not in {"hidden", "submit", "file"}}
    again = {n: v for f in page.forms() for n, v in texts_in(page, f).items()}
    asked = {field["name"] for f in page.forms() for field in page.fields_of(f)} - set(form.filled)
    if name in visible and not asked and not any(e["role"] == "alert" for e in page.elements):
        yield "shown again without a word at the top, nor a new question"
    for other, kind in form.writable:
        before = (form.filled.get(other) or [""])[0]
        if name in visible and other != name and kind in KEPT_TYPES and again.get(other, before) != before:
            yield f"lost what was in {other}"


def texts_in(page, form) -> dict[str, str]:
    return {
        field["name"]: field.text.removeprefix("\n") if field.tag == "textarea" else field["value"]
        for field in page.fields_of(form)
        if (field["type"] or field.tag) in KEPT_TYPES
    }


def test_no_form_fails_on_what_nobody_foresaw(world):
    found, sent = [], 0
    for role, client, form in list(forms_by_role(world)):
        client.lenient = False
        for name, what, fields in clumsy_sendings(form):
            sent += 1
            where = f"{view_name(form.action)} {name} ({what}) as {role}"
            try:
                answer = send(client, form, fields)
            except Exception as failure:  # noqa: BLE001  every failure is reported, with what caused it
                found.append(f"{where}: {type(failure).__name__} {str(failure)[:200]}")
            else:
                found += [f"{where}: {fault}" for fault in faults_of(form, name, answer)]
    assert not found, f"{len(found)} of {sent}:\n" + "\n".join(found)
    assert sent > 1000


@pytest.mark.parametrize("role", ["anonymous", "owner"])
def test_no_address_fails_on_what_nobody_foresaw(world, role):
    client = somebody(world, role)
    found = []
    for address in strange_addresses(world):
        with transaction.atomic():
            try:
                answer = client.get(address)
            except Exception as failure:  # noqa: BLE001  every failure is reported, with what caused it
                found.append(f"{address[:100]}: {type(failure).__name__} {str(failure)[:200]}")
            else:
                found += [f"{address[:100]}: {answer.status_code}"] if answer.status_code == 500 else []
            transaction.set_rollback(True)
    assert found == []


def strange_addresses(world: World) -> Iterator[str]:
    """Each address with its name replaced, and each query that pages use with a strange value."""
    strange = ["%00", "%2e%2e", "a" * 300, "%F0%9F%90%AD", "%27%20OR%201=1", "0" * 40, "-1", "%E2%80%AE"]
    for page in pages():
        for one in strange:
            if "{" in page.address:
                yield re.sub(r"\{\w+\}", one, page.address)
    queries = {
        (visit.address.partition("?")[0], name)
        for visit in walk(world.client("owner", lenient=True), *(page.at(world) for page in pages()))
        for name in re.findall(r"[?&](\w+)=", visit.address)
    }
    for path, name in sorted(queries | {("/communes/", "q")}):
        for one in [
            *strange,
            "",
            "999999999999999999999",
            "1.5",
            "%3Cscript%3E",
            "https://ailleurs.example/",
        ]:
            yield f"{path}?{name}={one}"
