from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from campagnon.exchanges.totals import Line, RateTotal, totals_of

D = Decimal
LINES = st.lists(
    st.builds(
        Line,
        st.decimals("0.01", "9999", places=2),
        st.decimals("-9999", "9999", places=2),
        st.sampled_from([D(0), D("5.50"), D("10.00"), D("20.00")]),
    ),
    max_size=12,
)


def test_a_leak_with_travel_and_supplies():
    lines = [
        Line(D("1.5"), D("48"), D(10)),
        Line(D(1), D("25.50"), D(10)),
        Line(D(3), D("7.335"), D(20)),
    ]
    totals = totals_of(lines)
    assert totals.by_rate == (
        RateTotal(D(10), D("97.50"), D("9.75")),
        RateTotal(D(20), D("22.01"), D("4.40")),
    )
    assert (totals.net, totals.vat, totals.gross) == (D("119.51"), D("14.15"), D("133.66"))


def test_half_a_cent_goes_up():
    assert totals_of([Line(D(1), D("0.005"), D(0))]).gross == D("0.01")


def test_less_than_half_a_cent_off_is_nought_without_a_sign():
    assert str(Line(D(1), D("-0.004"), D(0)).net) == "0.00"
    assert str(totals_of([Line(D(1), D("-0.50"), D(0))]).vat) == "0.00"


def test_nothing_adds_up_to_nothing():
    assert totals_of([]).gross == D("0.00")


@given(LINES)
def test_a_total_is_the_sum_of_what_is_shown(lines):
    totals = totals_of(lines)
    assert totals.net == sum((line.net for line in lines), D(0))
    assert totals.gross == sum((one.net + one.vat for one in totals.by_rate), D(0))
    for one in totals.by_rate:
        assert abs(one.vat - one.net * one.vat_percent / 100) <= D("0.005")


@given(LINES)
def test_the_order_of_lines_changes_nothing(lines):
    assert totals_of(lines) == totals_of(lines[::-1])
