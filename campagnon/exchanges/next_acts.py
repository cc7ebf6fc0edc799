"""What comes next in a declared job, for the one who reads. Pure.

the employer                                    | the employee
says whether a visit took place                 | the same
declares the oldest month that is over          | waits for it
writes the contract, when the law asks for one  |
registers, the first time                       | gives what registering needs, the first time
meets, then waits for the recap of the month    | the same
"""

from dataclasses import dataclass
from enum import Enum

from campagnon.exchanges.months import Month


class Act(Enum):
    """The next thing, in one word."""

    SETTLE = "settle"
    DECLARE = "declare"
    AWAIT_DECLARATION = "await_declaration"
    WRITE_CONTRACT = "write_contract"
    REGISTER = "register"
    GIVE_PAPERS = "give_papers"
    MEET = "meet"
    AWAIT_RECAP = "await_recap"
    NOTHING = "nothing"


@dataclass(frozen=True)
class JobFacts:
    """What is known of a declared job, as one of the two reads it."""

    is_employer: bool
    is_first_time: bool  # nothing of theirs was ever declared
    has_worked: bool
    has_to_settle: bool
    is_contract_due: bool
    to_declare: Month | None  # over, and not declared
    is_running: bool  # hours that no declaration has seen yet
    has_coming: bool


def next_act(facts: JobFacts) -> Act:
    """The first thing that waits, the most useful first."""
    if facts.has_to_settle:
        return Act.SETTLE
    if facts.to_declare:
        return Act.DECLARE if facts.is_employer else Act.AWAIT_DECLARATION
    if facts.is_employer and facts.is_contract_due and not facts.has_worked:
        return Act.WRITE_CONTRACT
    if facts.is_first_time:
        return Act.REGISTER if facts.is_employer else Act.GIVE_PAPERS
    if facts.has_coming:
        return Act.MEET
    return Act.AWAIT_RECAP if facts.is_running else Act.NOTHING
