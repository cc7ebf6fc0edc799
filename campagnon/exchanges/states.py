"""Where an exchange stands and what the clock must do next, from facts alone.

state      | left alone, the clock
proposed   | nudges after 24 h without a word, lets go after 48 h
quoted     | leaves the word to the quote (actions/advancing_quotes.py)
agreed     | reminds the day before at 18 h, asks for news after each visit
unsure     | (nobody said whether the visit took place) asks again after 2 days, lets go a day later
missed     | (it did not take place) recalls it after 24 h, lets go after 48 h without a new proposal
happened   | closes the need as helped after 48 h without a word
ended      | does nothing
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from campagnon.common.night import after_the_night, before_the_night
from campagnon.exchanges.moments import news_at, reminder_at

NUDGE_AFTER = timedelta(hours=24)
SILENCE_AFTER = timedelta(hours=48)
ASK_AGAIN_AFTER = timedelta(days=2)
LET_GO_AFTER = timedelta(days=1)
# Nothing alive stays unexamined longer, even when there is nothing to do: well within the promised 48 hours.
LONGEST_WAIT = timedelta(hours=36)
# A weekly exchange is let go when so many visits in a row had no news.
SILENT_VISITS = 2


class State(Enum):
    """Where an exchange stands."""

    PROPOSED = "proposed"
    QUOTED = "quoted"
    AGREED = "agreed"
    UNSURE = "unsure"
    MISSED = "missed"
    HAPPENED = "happened"
    ENDED = "ended"


class Step(Enum):
    """What the clock does by itself."""

    NUDGE = "nudged"
    GIVE_UP = "given_up"
    REMIND = "reminded"
    ASK_NEWS = "asked"
    ASK_AGAIN = "asked_again"
    LET_GO = "let_go"
    CLOSE_HELPED = "closed_helped"


# Steps after which nothing else is done.
ENDS = frozenset({Step.GIVE_UP, Step.LET_GO, Step.CLOSE_HELPED})


@dataclass(frozen=True)
class VisitFacts:
    """What is known of one visit that was not cancelled."""

    key: int
    starts_at: datetime
    ends_at: datetime
    booked_at: datetime
    reminded_at: datetime | None = None
    asked_at: datetime | None = None
    asked_again_at: datetime | None = None
    happened_at: datetime | None = None
    missed_at: datetime | None = None

    @property
    def is_settled(self) -> bool:
        return self.happened_at is not None or self.missed_at is not None


@dataclass(frozen=True)
class Facts:
    """What is known of one exchange; visits in order of time."""

    has_ended: bool
    is_agreed: bool
    is_weekly: bool
    proposed_for: datetime | None  # the moment that waits for an answer, for the whole exchange
    last_word_at: datetime
    nudged_at: datetime | None
    visits: tuple[VisitFacts, ...]
    has_quote: bool = False  # one that waits for the asker’s answer


@dataclass(frozen=True)
class Due:
    """One step and its moment; `visit` is the key of the visit it is about."""

    step: Step
    at: datetime
    visit: int | None = None


def state_of(facts: Facts) -> State:
    """The one word for where an exchange stands."""
    if facts.has_ended:
        return State.ENDED
    open_visits = [visit for visit in facts.visits if not visit.is_settled]
    if any(visit.asked_at is None for visit in open_visits):
        return State.AGREED
    if facts.has_quote:
        return State.QUOTED
    if facts.proposed_for or not facts.is_agreed:
        return State.PROPOSED
    if facts.is_weekly and not _is_silent(facts.visits):
        return State.AGREED
    if open_visits:
        return State.UNSURE
    if facts.visits and facts.visits[-1].happened_at:
        return State.HAPPENED
    return State.MISSED


def due_steps(facts: Facts, now: datetime) -> list[Due]:
    """What the clock will have to do if nobody moves, soonest first; what is past use is left out."""
    state = state_of(facts)
    if state is State.ENDED:
        return []
    steps = [due for visit in facts.visits for due in _visit_steps(visit, now)]
    steps += _exchange_steps(facts, state)
    return sorted(steps, key=lambda due: due.at)


def next_look_at(facts: Facts, now: datetime) -> datetime:
    """When the clock must look again: at the next step, within 36 hours in any case."""
    steps = due_steps(facts, now)
    latest = now + LONGEST_WAIT
    return min(steps[0].at, latest) if steps else latest


def _visit_steps(visit: VisitFacts, now: datetime) -> list[Due]:
    if visit.is_settled:
        return []
    remind_at = reminder_at(visit.starts_at)
    if visit.asked_at is None:
        steps = [Due(Step.ASK_NEWS, news_at(visit.ends_at), visit.key)]
        if visit.reminded_at is None and visit.booked_at < remind_at and now < visit.starts_at:
            steps.append(Due(Step.REMIND, remind_at, visit.key))
        return steps
    if visit.asked_again_at is None:
        return [Due(Step.ASK_AGAIN, after_the_night(visit.asked_at + ASK_AGAIN_AFTER), visit.key)]
    return []


def _exchange_steps(facts: Facts, state: State) -> list[Due]:
    give_up = Due(Step.GIVE_UP, before_the_night(facts.last_word_at + SILENCE_AFTER))
    if state in {State.PROPOSED, State.MISSED}:
        if facts.nudged_at is not None and facts.nudged_at >= facts.last_word_at:
            # « Sans nouvelles demain », says the nudge.
            tomorrow = before_the_night(facts.nudged_at + NUDGE_AFTER)
            return [replace(give_up, at=min(give_up.at, tomorrow))]
        return [Due(Step.NUDGE, after_the_night(_nudge_at(facts))), give_up]
    if state is State.HAPPENED:
        said_at = facts.visits[-1].happened_at
        assert said_at is not None
        return [Due(Step.CLOSE_HELPED, before_the_night(said_at + SILENCE_AFTER))]
    asked_again_at = facts.visits[-1].asked_again_at if state is State.UNSURE else None
    if facts.is_weekly:
        asked_again_at = _last_silence(facts.visits) if _is_silent(facts.visits) else None
    if asked_again_at is not None:
        return [Due(Step.LET_GO, after_the_night(asked_again_at + LET_GO_AFTER))]
    return []


def _nudge_at(facts: Facts) -> datetime:
    """A day after the last word, or half-way to a moment that is nearer."""
    wait = NUDGE_AFTER
    if facts.proposed_for is not None and facts.proposed_for > facts.last_word_at:
        wait = min(wait, (facts.proposed_for - facts.last_word_at) / 2)
    return facts.last_word_at + wait


def _is_silent(visits: tuple[VisitFacts, ...]) -> bool:
    """Whether the last visits that took their turn were all asked about twice for nothing."""
    asked = [visit for visit in visits if visit.asked_at or visit.is_settled][-SILENT_VISITS:]
    return len(asked) == SILENT_VISITS and all(v.asked_again_at and not v.is_settled for v in asked)


def _last_silence(visits: tuple[VisitFacts, ...]) -> datetime | None:
    return max((visit.asked_again_at for visit in visits if visit.asked_again_at), default=None)
