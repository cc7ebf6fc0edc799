"""Published pairs of gross and net wages, to the cent; the source stands beside each in `published.csv`."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.cesu.rates import rates_on
from campagnon.cesu.wages import gross_for_net, net_by_lines

with (Path(__file__).parent / "published.csv").open(encoding="utf-8", newline="") as file:
    PUBLISHED = list(csv.DictReader(file))

wages = st.decimals("1", "200", places=2)
days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def case_name(row: dict[str, str]) -> str:
    return f"{row['gross']}-{row['place'] or 'ailleurs'}-{row['day']}"


@pytest.mark.parametrize("row", PUBLISHED, ids=case_name)
def test_net_wage_is_the_published_one(row):
    rates = rates_on(date.fromisoformat(row["day"]))
    net = net_by_lines(Decimal(row["gross"]), rates, alsace_moselle=bool(row["place"]))
    assert net == Decimal(row["net"])


def test_gross_wage_is_the_published_one_but_where_four_give_the_same_net():
    differing = []
    for row in PUBLISHED:
        rates = rates_on(date.fromisoformat(row["day"]))
        gross = gross_for_net(Decimal(row["net"]), rates, alsace_moselle=bool(row["place"]))
        if gross != Decimal(row["gross"]):
            differing.append((row["gross"], str(gross)))
    assert differing == [("11.27", "11.23"), ("11.27", "11.23")]


@given(net=wages, day=days, alsace_moselle=st.booleans())
def test_net_wage_comes_back_to_the_cent(net, day, alsace_moselle):
    gross = gross_for_net(net, rates_on(day), alsace_moselle=alsace_moselle)
    assert net_by_lines(gross, rates_on(day), alsace_moselle=alsace_moselle) == net


@given(net=wages, day=days)
def test_more_net_is_more_gross(net, day):
    one = gross_for_net(net, rates_on(day), alsace_moselle=False)
    assert one < gross_for_net(net + Decimal("0.01"), rates_on(day), alsace_moselle=False)


@given(gross=wages, day=days)
def test_alsace_moselle_takes_its_own_contribution(gross, day):
    elsewhere = net_by_lines(gross, rates_on(day), alsace_moselle=False)
    local = (gross * Decimal("0.013")).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    assert net_by_lines(gross, rates_on(day), alsace_moselle=True) == elsewhere - local
