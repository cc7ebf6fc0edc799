import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.exchanges.price_words import names_a_price

CORPUS = Path(__file__).parent / "data" / "price_words.csv"


def corpus() -> list[tuple[bool, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return [(row["price"] == "yes", row["text"]) for row in csv.DictReader(file)]


def test_prices_are_found_in_a_labelled_corpus(record_property):
    labelled = corpus()
    prices = [text for is_price, text in labelled if is_price]
    found = [text for text in prices if names_a_price(text)]
    mistaken = [text for is_price, text in labelled if not is_price and names_a_price(text)]
    recall, precision = len(found) / len(prices), len(found) / (len(found) + len(mistaken))
    record_property("recall", recall)
    record_property("precision", precision)
    assert (len(prices), len(labelled) - len(prices)) == (34, 36)
    assert recall >= 0.9, set(prices) - set(found)
    assert precision >= 0.9, mistaken


@pytest.mark.parametrize(
    ("text", "is_price"),
    [
        ("10 € de l'heure", True),
        ("Je donne un billet", True),
        ("DIX\u00a0EUROS\u00a0?", True),
        ("je vous paie\u200brai 12 euros", True),
        ("Pas de pourboire, mais je donne 12 € après", True),
        ("Pas 10 €, surtout", False),
        ("J’ai un billet de bus", False),
        ("12", False),
        ("", False),
    ],
)
def test_a_price_is_told_from_what_only_looks_like_one(text, is_price):
    assert names_a_price(text) is is_price


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    assert names_a_price(text) in (True, False)


@pytest.mark.parametrize("piece", ["10 €", "pas ", "1", "un ", "je vous paie ", "n'", " ", "de l'heure "])
def test_a_very_long_text_is_read_in_proportion_to_its_length(piece):
    began = time.process_time()
    names_a_price((piece * 20_000)[:20_000])
    assert time.process_time() - began < 2
