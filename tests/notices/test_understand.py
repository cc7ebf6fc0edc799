"""`manage.py understand`: one JSON object for each line, whatever the line."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from django.db import OperationalError

from campagnon.notices import reading
from campagnon.notices.management.commands import understand
from campagnon.territories.models import Epci, Territory

HOSTILE = [
    b"",
    b"\xff\xfe\x00",
    "😀🐁".encode(),
    "\u202e\u2066tondre\u2069".encode(),
    b"x" * 1_000_000,
    b"\x00tondre\x00\x1b[31m demain",
    b'{"kind": "offer", "service": "taxi"}',
    "أحتاج إلى مساعدة ٣ / ١٢".encode(),
    ("\u0300" * 50_000).encode(),
    "semaine ⁴⁹, dans ② jours, le 31/02/0000".encode(),
    "ligne\u2028coupée\x0b\x0c\x85".encode(),
    b"Qui peut tondre demain a Songeons\r",
]


def run(stdin: bytes, monkeypatch, *arguments: str) -> list[dict[str, str]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    out = io.StringIO()
    call_command("understand", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.django_db
def test_one_object_a_line(monkeypatch):
    rows = run(b"\n".join(HOSTILE), monkeypatch, "--today=2026-11-23")
    assert len(rows) == len(HOSTILE)
    assert rows[-1] == {
        "kind": "need",
        "service": "tonte",
        "commune": "60623",
        "start": "2026-11-24",
        "end": "2026-11-24",
        "mode": "",
        "recurring": "",
    }


@pytest.mark.django_db
def test_nothing_in_nothing_out(monkeypatch):
    assert run(b"", monkeypatch) == []


@pytest.mark.django_db
def test_today_is_today_in_paris_unless_told(monkeypatch, time_machine):
    time_machine.move_to("2026-11-23T23:30:00+00:00")
    assert run(b"tondre demain", monkeypatch)[0]["start"] == "2026-11-25"


def test_works_before_any_table_exists(monkeypatch):
    def no_table():
        raise OperationalError("no such table: territories_territory")

    monkeypatch.setattr(understand, "open_territories", no_table)
    assert run("tonte à La Ferté".encode(), monkeypatch)[0]["commune"] == "45146"


@pytest.mark.django_db
def test_a_territory_just_opened_is_understood():
    assert reading.understand("tonte a Nogent le Rotru").commune is None
    perche = Epci.objects.get(siren=Epci.objects.get(communes__insee="28280").siren)
    Territory.objects.create(epci=perche, slug="perche", name="Perche")
    assert reading.understand("tonte a Nogent le Rotru").commune == "28280"
