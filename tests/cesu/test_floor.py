from datetime import date
from decimal import Decimal

import pytest

from campagnon.cesu.figures import NoFigure
from campagnon.cesu.floor import floor_on, levels, smic_with_leave_on, with_leave, without_leave
from campagnon.cesu.rates import rates_on


# FGTA-FO (April 2025), Juridique et droit (November 2024), UNSA-SPE and Aladom (September 2023).
@pytest.mark.parametrize(
    ("day", "without", "gross", "net", "net_in_alsace"),
    [
        (date(2026, 1, 15), "12.24", "13.46", "10.51", "10.34"),
        (date(2025, 4, 1), "12.24", "13.46", "10.51", "10.34"),
        (date(2025, 3, 31), "12.00", "13.20", "10.32", "10.15"),
        (date(2024, 5, 1), "12.00", "13.20", "10.32", "10.15"),
        (date(2024, 4, 30), "11.75", "12.93", "10.10", "9.95"),
        (date(2023, 9, 1), "11.75", "12.93", "10.10", "9.95"),
    ],
)
def test_floor_is_the_published_one(day, without, gross, net, net_in_alsace):
    floor, in_alsace = floor_on(day), floor_on(day, alsace_moselle=True)
    assert (floor.gross_without_leave, floor.gross, floor.net) == tuple(map(Decimal, (without, gross, net)))
    assert (in_alsace.gross, in_alsace.net) == (Decimal(gross), Decimal(net_in_alsace))
    assert not floor.is_smic


def test_smic_holds_where_it_is_above_the_branch():
    floor = floor_on(date(2023, 6, 1))
    assert (floor.gross_without_leave, floor.is_smic) == (Decimal("11.52"), True)


def test_floor_of_another_level_is_higher():
    assert floor_on(date(2026, 1, 15), level="III").gross_without_leave == Decimal("12.51")


def test_floor_of_a_level_not_known_is_not_guessed():
    assert "II" in levels()
    with pytest.raises(NoFigure):
        floor_on(date(2026, 1, 15), level="II")


def test_nothing_is_known_before_2023():
    with pytest.raises(NoFigure):
        floor_on(date(2022, 12, 31))


def test_leave_is_ten_percent():
    rates = rates_on(date(2026, 1, 15))
    assert with_leave(Decimal("12.24"), rates) == Decimal("13.46")
    assert without_leave(Decimal("13.46"), rates) == Decimal("12.24")


def test_smic_with_leave_is_the_published_one():
    """13.22: France Transactions, 17 February 2026."""
    assert smic_with_leave_on(date(2026, 1, 15)) == Decimal("13.22")
