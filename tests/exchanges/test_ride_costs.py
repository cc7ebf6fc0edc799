from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.exchanges.ride_costs import Ride, shares_of
from campagnon.exchanges.ride_scale import NoFigure, band_on, read_rules, read_scale, rules_on

DAY = date(2026, 11, 23)
TO_BEAUVAIS = Ride(kilometres=Decimal(60), passengers=1, driver_travels=True, horsepower=5, yearly_km=4000)

rides = st.builds(
    Ride,
    kilometres=st.decimals(Decimal("0.1"), 2000, places=1),
    passengers=st.integers(1, 8),
    driver_travels=st.booleans(),
    horsepower=st.integers(3, 7),
    is_electric=st.booleans(),
    yearly_km=st.none() | st.integers(1, 200_000),
    tolls=st.decimals(0, 500, places=2),
)


def test_the_published_example_of_the_scale():
    # fiscalonline.com, barème 2025: 4,000 km with 5 CV are 2,544 €.
    ride = replace(TO_BEAUVAIS, kilometres=Decimal(4000))
    assert shares_of(ride, on=DAY).cost == Decimal("2544.00")
    # adcf.org, barème 2026: 12,000 km with 5 CV are 5,679 €; 6,815 € (6,814.80) with an electric car.
    year = replace(TO_BEAUVAIS, kilometres=Decimal(12_000), yearly_km=12_000)
    assert shares_of(year, on=DAY).cost == Decimal("5679.00")
    assert shares_of(replace(year, is_electric=True), on=DAY).cost == Decimal("6814.80")


def test_two_in_a_car_share_in_two():
    shares = shares_of(replace(TO_BEAUVAIS, tolls=Decimal("4.61")), on=DAY)
    assert (shares.kilometres_cost, shares.cost) == (Decimal("38.16"), Decimal("42.77"))
    assert (shares.each, shares.driver_keeps) == (Decimal("21.38"), Decimal("21.39"))


def test_an_accompaniment_is_shared_by_the_passengers_alone():
    shares = shares_of(replace(TO_BEAUVAIS, driver_travels=False, passengers=2), on=DAY)
    assert (shares.cost, shares.each, shares.driver_keeps) == (
        Decimal("38.16"),
        Decimal("19.08"),
        Decimal("0.00"),
    )


def test_without_the_yearly_distance_the_lowest_band_counts():
    assert band_on(DAY, 5).euros_a_km == Decimal("0.427")
    assert shares_of(replace(TO_BEAUVAIS, yearly_km=None), on=DAY).cost == Decimal("25.62")


@pytest.mark.parametrize(
    ("yearly_km", "up_to"), [(5000, 5000), (5001, 20_000), (20_000, 20_000), (20_001, None)]
)
def test_each_band_ends_where_it_says(yearly_km, up_to):
    assert band_on(DAY, 4, yearly_km).up_to_km == up_to


def test_powers_outside_the_scale_take_its_ends():
    assert (band_on(DAY, 1).horsepower, band_on(DAY, 30).horsepower) == (3, 7)


def test_a_day_before_the_scale_has_no_figure():
    with pytest.raises(NoFigure):
        band_on(date(2020, 1, 1), 5)


def test_every_figure_has_a_source_and_a_day_to_be_read_again():
    dated = [one.dated for one in (*read_scale(), *read_rules())]
    assert [one for one in dated if not (one.source and one.address.startswith("https://"))] == []
    assert [one for one in dated if one.review_by <= DAY] == []
    assert [one for one in dated if one.is_doubtful_on(date(2027, 5, 1))] == dated
    assert rules_on(DAY)["association-most"].value == Decimal("0.32")


@given(rides)
def test_passengers_never_pay_more_than_the_cost(ride):
    shares = shares_of(ride, on=DAY)
    assert 0 <= shares.passengers_pay <= shares.cost
    assert shares.passengers_pay + shares.driver_keeps == shares.cost
    assert shares.driver_keeps - shares.each < Decimal("0.10") if ride.driver_travels else True


@given(rides)
def test_a_driver_who_travels_for_himself_keeps_his_share(ride):
    shares = shares_of(replace(ride, driver_travels=True), on=DAY)
    assert shares.driver_keeps >= shares.each
    assert shares.driver_keeps * (ride.passengers + 1) >= shares.cost


@given(rides)
def test_what_an_accompaniment_leaves_is_less_than_a_cent_a_passenger(ride):
    shares = shares_of(replace(ride, driver_travels=False), on=DAY)
    assert 0 <= shares.driver_keeps < Decimal("0.01") * ride.passengers


@given(rides, st.integers(1, 8))
def test_more_passengers_pay_less_each(ride, more):
    fewer, many = shares_of(ride, on=DAY), shares_of(replace(ride, passengers=ride.passengers + more), on=DAY)
    assert many.each <= fewer.each


@given(rides)
def test_the_scale_is_never_exceeded(ride):
    shares = shares_of(ride, on=DAY)
    most = Decimal("0.697") * (Decimal("1.2") if ride.is_electric else 1)
    assert shares.kilometres_cost <= ride.kilometres * most
    assert (shares.cost.as_tuple().exponent, shares.each.as_tuple().exponent) == (-2, -2)
