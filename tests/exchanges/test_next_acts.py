from dataclasses import replace
from datetime import date

import pytest

from campagnon.exchanges.months import Month
from campagnon.exchanges.next_acts import Act, JobFacts, next_act

QUIET = JobFacts(
    is_employer=True,
    is_first_time=False,
    has_worked=True,
    has_to_settle=False,
    is_contract_due=False,
    to_declare=None,
    is_running=False,
    has_coming=False,
)
OCTOBER = Month(date(2026, 10, 1), ())


@pytest.mark.parametrize(
    ("changes", "employer", "employee"),
    [
        ({}, Act.NOTHING, Act.NOTHING),
        ({"is_running": True}, Act.AWAIT_RECAP, Act.AWAIT_RECAP),
        ({"is_running": True, "has_coming": True}, Act.MEET, Act.MEET),
        ({"has_coming": True, "is_first_time": True}, Act.REGISTER, Act.GIVE_PAPERS),
        (
            {"is_contract_due": True, "has_worked": False, "is_first_time": True},
            Act.WRITE_CONTRACT,
            Act.GIVE_PAPERS,
        ),
        # Once somebody came, the contract is said on the page, not before everything else for ever.
        ({"is_contract_due": True, "has_coming": True}, Act.MEET, Act.MEET),
        ({"to_declare": OCTOBER, "is_first_time": True}, Act.DECLARE, Act.AWAIT_DECLARATION),
        ({"to_declare": OCTOBER, "has_to_settle": True}, Act.SETTLE, Act.SETTLE),
    ],
)
def test_the_most_useful_thing_comes_first(changes, employer, employee):
    facts = replace(QUIET, **changes)
    assert (next_act(facts), next_act(replace(facts, is_employer=False))) == (employer, employee)
