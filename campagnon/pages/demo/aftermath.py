"""After two people agreed: visits take place or not, are settled, and people thank each other."""

from datetime import datetime, timedelta

from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import Proposal
from campagnon.exchanges.actions.ending import finish_exchange
from campagnon.exchanges.actions.thanking import say_thanks
from campagnon.exchanges.actions.visiting import cancel_visit, settle_visit
from campagnon.exchanges.models import Exchange, Visit
from campagnon.pages.demo.declaring import plan_declarations
from campagnon.pages.demo.fates import YESTERDAY, Fate
from campagnon.pages.demo.pilot import Pilot, decent
from campagnon.pages.demo.words import saying

NEVER_SETTLED = {Fate.FORGOTTEN, Fate.UNSURE, Fate.AGREED, Fate.AGREED_WITH_WORDS}
# The weekly exchanges that came to their natural end did so about then.
ONE_WEEK_IN = 9


class Aftermath:
    """One agreed exchange, from its first visit on."""

    def __init__(self, pilot: Pilot, exchange: Exchange, fate: Fate) -> None:
        self.pilot, self.exchange, self.fate = pilot, exchange, fate
        self.rng = pilot.rng

    def plan(self) -> None:
        """Plan what will be said of the first visit, and the declarations of a job in CESU."""
        plan_declarations(self.pilot, self.exchange, self.exchange.agreements.standing().get())
        if self.fate not in NEVER_SETTLED:
            self._plan_settling(self.exchange.visits.filter(cancelled_at=None).earliest("starts_at"))

    def _plan_settling(self, visit: Visit) -> None:
        wait = self.rng.uniform(2.5, 4) if self.fate in YESTERDAY else self.rng.uniform(1, 22)
        at = decent(visit.ends_at + timedelta(hours=wait))
        self.pilot.plan(at, lambda now: self._settle(visit, now))

    def _settle(self, visit: Visit, now: datetime) -> None:
        happened = self.fate not in {Fate.MISSED, Fate.JUST_MISSED}
        by = self.exchange.asker if self.rng.random() < 0.7 else self.exchange.helper
        if not settle_visit(visit, happened=happened, by=by, now=now):
            return
        if self.fate is Fate.WEEKLY:
            self._plan_next_week(visit, now)
        elif self.fate is Fate.MISSED:
            self._plan_second_try(visit, now)
        elif self.fate is Fate.HELPED:
            self._plan_end(now)

    def _plan_next_week(self, visit: Visit, now: datetime) -> None:
        if self.rng.randrange(ONE_WEEK_IN) == 0:
            self._plan_thanks(now)
        following = self.exchange.visits.filter(turn=visit.turn + 1, cancelled_at=None).first()
        if following is None:
            return
        if visit.turn and self.rng.randrange(ONE_WEEK_IN) == 0:
            words = saying("cancel", "", self.rng)
            at = decent(following.starts_at - timedelta(hours=20))
            self.pilot.plan(at, lambda then: self._skip(following, words, then))
        else:
            self._plan_settling(following)

    def _skip(self, visit: Visit, words: str, now: datetime) -> None:
        cancel_visit(visit, by=self.exchange.helper, words=words, now=now)
        following = self.exchange.visits.filter(turn=visit.turn + 1, cancelled_at=None).first()
        if following:
            self._plan_settling(following)

    def _plan_second_try(self, visit: Visit, now: datetime) -> None:
        """It did not take place: two days later it does."""
        self.fate = Fate.HELPED
        proposal = Proposal(visit.agreement.mode, visit.starts_at + timedelta(days=3), visit.agreement.hours)

        def propose(then: datetime) -> None:
            other = propose_moment(self.exchange, proposal, by=self.exchange.helper, now=then)
            if other:
                self.pilot.plan(decent(then + timedelta(hours=2)), lambda later: accept(other, later))

        def accept(other, then: datetime) -> None:
            if accept_agreement(other, by=self.exchange.asker, now=then):
                self._plan_settling(other.visits.get())

        self.pilot.plan(decent(now + timedelta(hours=3)), propose)

    def _plan_end(self, now: datetime) -> None:
        if self.rng.random() < 0.6:
            at = decent(now + timedelta(hours=self.rng.uniform(0.2, 30)))
            self.pilot.plan(at, lambda then: finish_exchange(self.exchange, by=self.exchange.asker, now=then))
        self._plan_thanks(now)

    def _plan_thanks(self, now: datetime) -> None:
        for person, kind, likely in (
            (self.exchange.asker, "thanks", 0.75),
            (self.exchange.helper, "welcome", 0.45),
        ):
            if self.rng.random() < likely:
                words = saying(kind, self.exchange.need.service.slug, self.rng)
                at = decent(now + timedelta(hours=self.rng.uniform(0.1, 26)))
                again = self.rng.random() < 0.95 or None
                self.pilot.plan(
                    at,
                    lambda then, person=person, words=words, again=again: say_thanks(
                        self.exchange, by=person, words=words, would_again=again, now=then
                    ),
                )
