import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.common.contact_details import Detail, find_contact_details

CORPUS = Path(__file__).parent / "data" / "contact_details.csv"
LEAST_RECALL = LEAST_PRECISION = 0.95


def corpus() -> list[tuple[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["found"]) for row in csv.DictReader(file)]


def test_the_corpus_is_found_with_hardly_a_miss_and_hardly_a_false_alarm(record_property):
    """Each line says what a reader would find: phone, email, link, or nothing."""
    found = [
        (expected, [detail.value for detail in find_contact_details(text)]) for text, expected in corpus()
    ]
    hits = sum(1 for expected, details in found if expected and expected in details)
    misses = sum(1 for expected, details in found if expected and expected not in details)
    alarms = sum(1 for expected, details in found if not expected and details)
    recall, precision = hits / (hits + misses), hits / (hits + alarms)
    record_property("recall", recall)
    record_property("precision", precision)
    wrong = [
        text
        for (text, expected), (_e, details) in zip(corpus(), found, strict=True)
        if bool(expected) != bool(details)
    ]
    assert recall >= LEAST_RECALL and precision >= LEAST_PRECISION, f"{recall:.3f} {precision:.3f} {wrong}"


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("06 12 34 56 17 ou karim@exemple.fr", [Detail.PHONE, Detail.EMAIL]),
        ("zéro six douze trente-quatre cinquante-six dix-sept", [Detail.PHONE]),
        ("karim arobase gmail point com", [Detail.EMAIL]),
        ("www.tonte.fr", [Detail.LINK]),
        ("Samedi 28 novembre 2026, 9 h 30, deux heures", []),
        ("", []),
    ],
)
def test_each_kind_is_named_once(text, details):
    assert find_contact_details(text) == details


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    assert isinstance(find_contact_details(text), list)


@given(
    st.lists(
        st.sampled_from(["0", "6", "12", "34", "zéro", "quatre", "vingt", "-", " ", "et", "onze"]),
        max_size=60,
    )
)
def test_any_salad_of_numbers_is_read(pieces):
    assert isinstance(find_contact_details("".join(pieces)), list)


@pytest.mark.parametrize("piece", ["1", "1 ", "1.", "a", "a-", "-", "a.", "0 ", "e\u0301", "quatre-vingt-"])
def test_a_very_long_text_is_read_in_proportion_to_its_length(piece):
    began = time.process_time()
    assert find_contact_details((piece * 20_000)[:20_000]) in ([], [Detail.PHONE])
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("jean.dupont+tonte-- @ exemple", [Detail.EMAIL]),
        ("a" * 300 + "@b", [Detail.EMAIL]),
        ("... @ midi", []),
        ("-mon-site.fr", [Detail.LINK]),
        ("1 2 ,; 3 . 06 - 12 ( 34 ) 56.17", []),
        ("tel 06 - 12 ( 34 ) 56.17.", [Detail.PHONE]),
    ],
)
def test_signs_between_the_letters_hide_nothing(text, details):
    assert find_contact_details(text) == details
