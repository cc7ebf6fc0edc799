"""The employers of the demo declare the months of their jobs in CESU; one month is left for whoever looks."""

from datetime import date, datetime, time, timedelta
from random import Random

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.declaring import declare_month
from campagnon.exchanges.models import Agreement, Exchange
from campagnon.exchanges.months import first_of_month, following_month
from campagnon.pages.demo.pilot import Pilot

# The last month of this helper's job is never declared: the demo shows one to declare, and one declared.
LEFT_TO_DECLARE = "Karim"
DECLARES_ON, EVENING = timedelta(days=2), time(18, 30)
FORGETS = 0.1


def plan_declarations(pilot: Pilot, exchange: Exchange, agreement: Agreement) -> None:
    """Let the employer declare each month of a job in CESU, two days after its end."""
    if agreement.mode != Mode.CESU:
        return
    today = pilot.now.date()
    dice = Random(f"declares {exchange.asker.first_name} {exchange.helper.first_name}")
    month = first_of_month(agreement.starts_at.date())
    while following_month(month) <= today:
        is_last = following_month(following_month(month)) > today
        is_left = is_last and exchange.helper.first_name == LEFT_TO_DECLARE
        if not is_left and dice.random() > FORGETS:
            _plan(pilot, exchange, month)
        month = following_month(month)


def _plan(pilot: Pilot, exchange: Exchange, month: date) -> None:
    moment = datetime.combine(following_month(month) + DECLARES_ON, EVENING, pilot.now.tzinfo)
    pilot.plan(moment, lambda now: declare_month(exchange, month, by=exchange.asker, now=now))
