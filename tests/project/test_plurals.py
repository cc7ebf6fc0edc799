"""Every sentence that counts is in the French catalogue, where nought is singular."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import ngettext, override

ROOT = Path(__file__).resolve().parents[2]


def counted_in_code() -> list[tuple[str, str]]:
    found = []
    for path in sorted((ROOT / "campagnon").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            is_counted = isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("ngettext")
            if is_counted:
                found.append((ast.literal_eval(node.args[0]), ast.literal_eval(node.args[1])))
    return found


@pytest.mark.parametrize(("one", "many"), sorted(set(counted_in_code())))
def test_nought_is_singular_and_two_are_many(one, many):
    with override("fr"):
        assert [ngettext(one, many, number) for number in (0, 1, 2)] == [one, one, many]


def test_no_counted_sentence_is_missing_from_the_catalogue():
    in_templates = sum(
        path.read_text().count("{% plural %}") for path in (ROOT / "templates").rglob("*.html")
    )
    catalogue = (ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po").read_text()
    assert catalogue.count("\nmsgid_plural ") == in_templates + len(set(counted_in_code()))
