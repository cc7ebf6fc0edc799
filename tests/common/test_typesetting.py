import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from campagnon.common.typesetting import NotTypeset, typeset

DAY = date(2026, 11, 28)


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_paper_is_tagged_titled_french_and_light():
    pdf = typeset("specimen", {"words": ["Tonte, samedi 28 novembre : 12,50 €"]}, title="Devis nº 3", on=DAY)
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    described = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in described
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert "Devis nº 3" in described
    assert "12,50 €" in read(pdf)
    assert len(pdf) < 100_000


def test_the_same_words_make_the_same_paper():
    assert typeset("specimen", {"words": ["a"]}, title="t", on=DAY) == typeset(
        "specimen", {"words": ["a"]}, title="t", on=DAY
    )


@pytest.mark.parametrize(
    "words",
    ['#read("/etc/passwd")', '#image("/etc/hostname")', "$x$ *b* <l> @r", '#import "@preview/x:1.0.0"'],
)
def test_words_stay_words(words):
    pdf = typeset("specimen", {"words": [words]}, title=words, on=DAY)
    assert words in read(pdf)


def test_a_sign_that_nothing_draws_becomes_a_square():
    assert "a□b" in read(typeset("specimen", {"words": ["a\U0001f600b\u202e\u0000"]}, title="t", on=DAY))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_words_make_a_paper(words):
    assert typeset("specimen", {"words": [words]}, title="Essai", on=DAY).startswith(b"%PDF-")


def test_a_paper_without_end_is_given_up():
    with pytest.raises(NotTypeset):
        typeset("specimen", {"words": ["mot " * 40] * 60_000}, title="t", on=DAY)


def test_a_template_that_is_not_there():
    with pytest.raises(NotTypeset):
        typeset("../../etc/passwd", {}, title="t", on=DAY)
