from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.people.travel_fees import travel_fee, with_tax

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Price:
    travel_euros: Decimal | None
    travel_included_minutes: int = 15
    travel_euros_per_10_minutes: Decimal = Decimal(5)


@pytest.mark.parametrize(
    ("minutes", "euros"), [(5, "25"), (15, "25"), (16, "30"), (25, "30"), (26, "35"), (60, "50")]
)
def test_travel_costs_more_for_every_ten_minutes_begun(minutes, euros):
    assert travel_fee(Price(Decimal(25)), minutes) == Decimal(euros)


def test_travel_is_not_said_when_the_professional_did_not_say():
    assert travel_fee(Price(None), 30) is None
    assert travel_fee(Price(Decimal(0), 60), 30) == 0


prices = st.builds(
    Price,
    st.decimals(0, 9999, places=2),
    st.integers(0, 120),
    st.decimals(0, 500, places=2),
)


@given(prices, st.integers(0, 240), st.integers(0, 60))
def test_travel_never_costs_less_from_further_away(price, minutes, more):
    assert travel_fee(price, minutes) <= travel_fee(price, minutes + more)
    assert travel_fee(price, 0) == price.travel_euros


def test_a_household_pays_the_tax_of_those_who_charge_it():
    assert with_tax(Decimal(25), charges_vat=True, on=TODAY) == Decimal("30.00")
    assert with_tax(Decimal("0.99"), charges_vat=True, on=TODAY) == Decimal("1.19")
    assert with_tax(Decimal(25), charges_vat=False, on=TODAY) == Decimal("25.00")
