"""The documents say what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "LISEZMOI.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands() -> list[str]:
    """The lines of the shell blocks of all documents."""
    blocks = [
        b for d in DOCUMENTS for b in re.findall(r"```sh\n(.*?)```", d.read_text(encoding="utf-8"), re.S)
    ]
    return [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]


def test_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80


def test_readme_says_how_to_run_and_test():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text


def test_make_targets_of_the_documents_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    said = {word for line in commands() for word in re.findall(r"\bmake ([a-z-]+)", line)}
    assert said - targets == set()


def test_programs_of_the_documents_exist():
    said = {
        path for line in commands() for path in re.findall(r"(?<![\w/.-])((?:bin|deploy)/[\w./*-]+)", line)
    }
    assert [path for path in sorted(said) if not list(ROOT.glob(path))] == []


def test_management_commands_of_the_documents_exist():
    from django.core.management import get_commands

    said = {name for line in commands() for name in re.findall(r"manage\.py ([a-z_]+)", line)}
    assert said - set(get_commands()) == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: str(d.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []
