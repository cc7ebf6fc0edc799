"""From the gross wage of an hour to the net one, and back."""

from decimal import Decimal

from campagnon.cesu.rates import CENT, Rates, cents

# Ten lines round by half a cent at most: the search begins surely below.
SURELY_BELOW = Decimal("0.10")


def net_by_lines(gross: Decimal, rates: Rates, *, alsace_moselle: bool) -> Decimal:
    """The net wage of an hour: each contribution is rounded to the cent before it is taken away."""
    lines = rates.employee_lines(alsace_moselle=alsace_moselle)
    return gross - sum((line.amount(gross) for line in lines), Decimal(0))


def gross_for_net(net: Decimal, rates: Rates, *, alsace_moselle: bool) -> Decimal:
    """The lowest gross wage of an hour whose net is the one asked for.

    It always exists: one cent more of gross gives at most one cent more of net, so that no net is skipped.
    Up to four grosses give the same net, because each line is rounded.
    """
    lines = rates.employee_lines(alsace_moselle=alsace_moselle)
    taken = sum((line.rate * line.base_percent / 10_000 for line in lines), Decimal(0))
    gross = max(CENT, cents(net / (1 - taken)) - SURELY_BELOW)
    while net_by_lines(gross, rates, alsace_moselle=alsace_moselle) < net:
        gross += CENT
    return gross
