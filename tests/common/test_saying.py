from datetime import date

import pytest

from campagnon.common.saying import calendar_day, listing


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["CESU"], "CESU"),
        (["Entraide", "CESU"], "Entraide ou CESU"),
        (["Entraide", "CESU", "Professionnel"], "Entraide, CESU ou Professionnel"),
    ],
)
def test_listing(words, said):
    assert listing(words, last="ou") == said


def test_calendar_day_says_the_year():
    assert calendar_day(date(2030, 12, 31)) == "31 décembre 2030"
    assert calendar_day(date(2026, 1, 1)) == "1er janvier 2026"
