"""The worked cases of docs/cesu.md are those that are computed."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "cesu.md"
CASES = re.findall(r"^\| `(--[^`]+)` \|(.+)\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
COLUMNS = ("gross", "employer_contributions", "total", "credit", "after_credit")


@pytest.mark.parametrize(("options", "amounts"), CASES, ids=[options for options, _ in CASES])
def test_worked_case_is_what_is_computed(options, amounts, capsys):
    call_command("cesu_cost", *options.split(), "--on", "2026-01-15")
    answer = json.loads(capsys.readouterr().out)
    assert [f"{answer[name]:.2f}" for name in COLUMNS] == [one.strip() for one in amounts.split("|")]


def test_there_are_worked_cases():
    assert len(CASES) == 9
