from datetime import date
from decimal import Decimal

from campagnon.exchanges.vat import rates_on, reduced_on, written_percent
from campagnon.people.travel_fees import standard_vat_percent

TODAY = date(2026, 11, 23)


def test_three_rates_may_stand_on_a_quote_the_standard_one_first():
    assert [rate.percent for rate in rates_on(TODAY)] == [Decimal(20), Decimal(10), Decimal("5.5")]
    assert reduced_on(TODAY) == {Decimal(10), Decimal("5.5")}


def test_each_rate_gives_its_article():
    assert [rate.source.split(" ")[2].rstrip(" ;") for rate in rates_on(TODAY)] == ["278", "279-0", "278-0"]


def test_no_rate_is_older_than_its_law():
    assert rates_on(date(2013, 12, 31)) == []


def test_the_standard_rate_is_the_one_of_travel():
    assert rates_on(TODAY)[0].percent == standard_vat_percent(TODAY)


def test_a_rate_is_written_the_french_way():
    assert [written_percent(rate.percent) for rate in rates_on(TODAY)] == [
        "20\u00a0%",
        "10\u00a0%",
        "5,5\u00a0%",
    ]
