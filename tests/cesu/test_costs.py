from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.cesu.costs import Side, charges_on, cost_of
from campagnon.cesu.exemptions import ANYBODY, Employer
from campagnon.cesu.floor import BelowFloor
from campagnon.cesu.rates import rates_on

JANUARY_2026 = date(2026, 1, 15)
MARCELLE = Employer(age=89)
HELPED = Employer(situations=frozenset({"apa"}))

nets = st.decimals("10.51", "60", places=2)
hours_worked = st.decimals("0.25", "150", places=2)
employers = st.builds(
    Employer,
    age=st.none() | st.integers(18, 105),
    situations=st.frozensets(st.sampled_from(["spouse", "apa", "pch", "disability", "third-party", "aeeh"])),
    alsace_moselle=st.booleans(),
)
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def net_cost(net, hours="1", **options):
    options = {"on": JANUARY_2026, **options}
    return cost_of(Decimal(net), Side.NET, hours=Decimal(hours), **options)


def test_an_hour_at_the_floor():
    cost = net_cost("10.51")
    assert (cost.net, cost.gross, cost.gross_without_leave) == tuple(
        map(Decimal, ("10.51", "13.46", "12.24"))
    )
    assert (cost.employee_contributions, cost.employer_contributions) == (Decimal("2.95"), Decimal("4.37"))
    assert (cost.total, cost.credit, cost.after_credit) == tuple(map(Decimal, ("17.83", "8.91", "8.92")))


def test_three_sides_lead_to_the_same_cost():
    by_net = net_cost("12", "20")
    by_gross = cost_of(by_net.wage.gross, Side.GROSS, hours=Decimal(20), on=JANUARY_2026)
    by_total = cost_of(by_net.total / 20, Side.TOTAL, hours=Decimal(20), on=JANUARY_2026)
    assert by_net == by_gross == by_total


@pytest.mark.parametrize(("side", "amount"), [("net", "10.50"), ("gross", "13.45"), ("total", "17.80")])
def test_below_the_floor_nothing_is_computed(side, amount):
    with pytest.raises(BelowFloor) as refusal:
        cost_of(Decimal(amount), Side(side), hours=Decimal(1), on=JANUARY_2026)
    assert refusal.value.floor.net == Decimal("10.51")


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        # Urssaf, 1 April 2024: the lines of the table, health with its 0.30 % (page of 9 April 2024).
        (date(2024, 4, 1), "44.696"),
        # + 2.70 % for health at work (spstn.org), on wages under the cap of 5 €.
        (date(2025, 1, 1), "47.396"),
        # Accidents 2.10 to 2.18 %, unemployment 4.05 to 4.00 % (France Emploi Domicile, 2 May 2025).
        (date(2025, 5, 1), "47.426"),
        # Accidents 2.06 % (France Transactions, February 2026), old age 2.11 % (decree 2025-1446).
        (date(2026, 1, 1), "47.396"),
    ],
)
def test_employer_rates_add_up_to_the_published_ones(day, percent):
    assert sum(line.rate for line in rates_on(day).employer) == Decimal(percent)


def test_health_at_work_stops_at_five_euros_a_month():
    """2.70 % of the gross wage, 5 € a pay slip at most: spstn.org."""
    line = next(line for line in rates_on(JANUARY_2026).employer if line.label == "Santé au travail")
    assert [line.amount(Decimal(gross)) for gross in ("100", "185.19", "1000")] == [
        Decimal("2.70"),
        Decimal("5.00"),
        Decimal("5.00"),
    ]


def test_accident_line_is_the_published_example():
    """2,610 € a month: 54.81 € at 2.10 %, 56.90 € at 2.18 % (France Emploi Domicile, 2 May 2025)."""
    amounts = []
    for day in (date(2025, 4, 30), date(2025, 5, 1)):
        line = next(line for line in rates_on(day).employer if line.label == "Accidents du travail")
        amounts.append(line.amount(Decimal(2610)))
    assert amounts == [Decimal("54.81"), Decimal("56.90")]


@pytest.mark.parametrize(
    ("day", "most"),
    [
        # « 240,16 € congés payés inclus » at 1 January 2024: Urssaf, 9 April 2024.
        (date(2024, 1, 15), "240.16"),
        # « 231,32 € congés payés inclus » at 1 January 2023: service-public.fr, sheet F12384.
        (date(2023, 1, 15), "231.32"),
    ],
)
def test_exemption_of_age_stops_at_the_published_ceiling(day, most):
    charges = charges_on(Decimal(2000), Decimal(140), rates_on(day), MARCELLE)
    assert (charges.exemption, charges.deduction) == (Decimal(most), Decimal(0))


def test_whole_exemption_has_no_ceiling():
    charges = charges_on(Decimal(2000), Decimal(140), rates_on(JANUARY_2026), HELPED)
    assert charges.exemption == Decimal("578.20")  # 28.91 % of 2,000 €


def test_flat_deduction_and_exemption_do_not_add_up():
    assert net_cost("12", "20").charges.deduction == Decimal("40.00")
    assert net_cost("12", "20", employer=MARCELLE).charges.deduction == Decimal(0)
    assert net_cost("12", "20", employer=MARCELLE).charges.exemption == Decimal("88.82")


def test_third_party_is_heard_from_62_only():
    young, old = (Employer(age=age, situations=frozenset({"third-party"})) for age in (61, 62))
    assert net_cost("12", employer=young).charges.exemption == Decimal(0)
    assert net_cost("12", employer=old).charges.exemption > 0


@given(net=nets, hours=hours_worked, employer=employers, day=days)
def test_amounts_agree_with_each_other(net, hours, employer, day):
    cost = cost_of(net, Side.NET, hours=hours, on=day, employer=employer)
    assert cost.net + cost.employee_contributions == cost.gross
    assert cost.gross + cost.employer_contributions == cost.total
    assert cost.after_credit + cost.credit == cost.total
    assert cost.employer_contributions >= 0
    assert cost.credit * 2 <= cost.total
    assert {one.as_tuple().exponent for one in (cost.gross, cost.total, cost.credit)} == {-2}


@given(net=nets, hours=hours_worked, employer=employers, more=st.decimals("0.01", "20", places=2))
def test_cost_grows_with_the_wage(net, hours, employer, more):
    one = cost_of(net, Side.NET, hours=hours, on=JANUARY_2026, employer=employer)
    other = cost_of(net + more, Side.NET, hours=hours, on=JANUARY_2026, employer=employer)
    assert one.gross <= other.gross
    assert one.total <= other.total


@given(net=nets, hours=hours_worked, employer=employers, more=st.decimals("0.25", "20", places=2))
def test_cost_grows_with_the_hours(net, hours, employer, more):
    one = cost_of(net, Side.NET, hours=hours, on=JANUARY_2026, employer=employer)
    other = cost_of(net, Side.NET, hours=hours + more, on=JANUARY_2026, employer=employer)
    assert one.total < other.total
    assert one.credit <= other.credit


@given(total=st.decimals("18.50", "90", places=2), hours=hours_worked, employer=employers)
def test_total_cost_is_never_passed(total, hours, employer):
    cost = cost_of(total, Side.TOTAL, hours=hours, on=JANUARY_2026, employer=employer)
    assert cost.total <= total * hours
    dearer = cost_of(
        cost.wage.gross + Decimal("0.01"), Side.GROSS, hours=hours, on=JANUARY_2026, employer=employer
    )
    assert dearer.total > total * hours or dearer.gross == cost.gross


def test_nobody_special_has_the_flat_deduction():
    assert charges_on(Decimal("13.46"), Decimal(1), rates_on(JANUARY_2026), ANYBODY).deduction == Decimal(2)
