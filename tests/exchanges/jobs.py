"""Karim mows for Léa in CESU, every Saturday from 28 November 2026 on."""

from dataclasses import replace
from decimal import Decimal

import time_machine

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import Exchange
from campagnon.notices.models import Need
from campagnon.people.models import User
from tests.exchanges.conftest import MOWING, agreed, at

IN_CESU = replace(MOWING, mode=Mode.CESU)
WEEKLY = replace(IN_CESU, is_weekly=True)
FOUR_HOURS = replace(WEEKLY, hours=Decimal(4))
NOVEMBER, DECEMBER = at(1, 0).date(), at(1, 0, month=12).date()


def hired(need: Need, helper: User, proposal=WEEKLY) -> Exchange:
    """The exchange in which both agreed on CESU."""
    return agreed(need, helper, proposal)


def worked(exchange: Exchange, clock: time_machine.Traveller, count: int = 1) -> None:
    """Let the next visits take place, one after the other, each said by the employer the same day."""
    for visit in exchange.visits.unsettled()[:count]:
        clock.move_to(visit.ends_at)
        assert settle_visit(visit, happened=True, by=exchange.asker)
