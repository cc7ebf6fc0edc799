import csv
from datetime import date

import pytest

from campagnon.billing.franchise import TABLE, franchise_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 28), "TVA non applicable, art. 293 B du CGI"),
        (date(2027, 12, 31), "TVA non applicable, art. 293 B du CGI"),
        (date(2028, 1, 1), "TVA non applicable, art. 284 de la directive 2006/112/CE"),
        (date(2020, 1, 1), "TVA non applicable, art. 293 B du CGI"),
    ],
)
def test_the_words_are_those_of_the_day(day, words):
    assert franchise_words(day) == words


def test_every_row_gives_its_source():
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert [row for row in csv.DictReader(file) if not row["source"]] == []
