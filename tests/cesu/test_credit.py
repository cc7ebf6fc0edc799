from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.cesu.costs import Side, cost_of
from campagnon.cesu.credit import ceiling_of, counted_a_year, credit_of
from campagnon.cesu.exemptions import Employer
from campagnon.cesu.rates import rates_on
from campagnon.cesu.service_law import service_on, services_on

DAY = date(2026, 1, 15)
RATES = rates_on(DAY)
services = st.sampled_from(services_on(DAY))


# impots.gouv.fr: 12,000 €, 1,500 more for each, up to 15,000; the first year, from 15,000 up to 18,000.
@pytest.mark.parametrize(
    ("employer", "ceiling"),
    [
        (Employer(), 12000),
        (Employer(age=72), 13500),
        (Employer(age=64), 12000),
        (Employer(dependents=1), 13500),
        (Employer(dependents=2), 15000),
        (Employer(dependents=5), 15000),
        (Employer(is_first_year=True), 15000),
        (Employer(is_first_year=True, dependents=1), 16500),
        (Employer(is_first_year=True, dependents=4), 18000),
        (Employer(situations=frozenset({"disability"})), 20000),
    ],
)
def test_ceiling_of_a_household(employer, ceiling):
    assert ceiling_of(employer, RATES) == ceiling


def test_family_of_the_published_example():
    """Two children, 17,000 € spent: the credit is 7,500 € (LCI, 11 November 2019)."""
    counted = counted_a_year(Employer(dependents=2), RATES, None)
    assert credit_of(Decimal(17000), counted, RATES) == Decimal("7500.00")


# Labour code, D7233-5: 500 € for odd jobs, 3,000 € for computers, 5,000 € for gardens.
@pytest.mark.parametrize(
    ("slug", "most"), [("bricolage", "250.00"), ("informatique", "1500.00"), ("tonte", "2500.00")]
)
def test_cap_of_a_service(slug, most):
    counted = counted_a_year(Employer(), RATES, service_on(slug, DAY))
    assert credit_of(Decimal(20000), counted, RATES) == Decimal(most)


def test_a_service_may_be_declared_without_giving_the_credit():
    skip = service_on("encombrants", DAY)
    cost = cost_of(Decimal(12), Side.NET, hours=Decimal(2), on=DAY, service=skip)
    assert (skip.gives_credit, cost.credit, cost.after_credit) == (False, Decimal(0), cost.total)


def test_cap_is_spread_over_the_times_of_a_year():
    """Eight hours of odd jobs a month cost about 160 €, 1,900 € a year: only 500 count."""
    odd_jobs = service_on("bricolage", DAY)
    cost = cost_of(Decimal(12), Side.NET, hours=Decimal(8), on=DAY, service=odd_jobs, times_a_year=12)
    assert cost.credit == Decimal("20.83")


@given(
    total=st.decimals("0", "50000", places=2),
    service=st.none() | services,
    age=st.none() | st.integers(18, 100),
    dependents=st.integers(0, 12),
    is_first_year=st.booleans(),
    situations=st.frozensets(st.sampled_from(["disability", "apa"])),
)
def test_credit_never_passes_half_nor_its_cap(total, service, age, dependents, is_first_year, situations):
    employer = Employer(age, situations, dependents=dependents, is_first_year=is_first_year)
    counted = counted_a_year(employer, RATES, service)
    credit = credit_of(total, counted, RATES)
    assert 0 <= credit * 2 <= total
    assert credit * 2 <= counted <= 20000
