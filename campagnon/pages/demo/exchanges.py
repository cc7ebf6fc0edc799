"""What comes of each need: who answers, what they agree on, and how it ends. Real acts, at their moments."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random

from campagnon.catalogue.modes import split_modes
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import Outcome, Proposal, answer_suggestion, can_answer
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.visiting import cancel_visit
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import Agreement, Exchange
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import CloseReason, Need
from campagnon.pages.demo.aftermath import Aftermath
from campagnon.pages.demo.fates import (
    LEFT_BEFORE_AGREEING,
    NO_YES,
    STILL_AHEAD,
    YESTERDAY,
    Fate,
)
from campagnon.pages.demo.pilot import Pilot, decent
from campagnon.pages.demo.visits import first_moment, length_of
from campagnon.pages.demo.words import saying
from campagnon.people.models import User

NEVER_ANSWERS = 0.12
SAYS_NO = 0.4
WAITS_FOR_SOMEBODY = timedelta(hours=9)
MOST_WAITS = 8


class Tale:
    """One need, from its publication on; `fates` are consumed by one yes each."""

    def __init__(self, pilot: Pilot, need: Need, fates: list[Fate], helper: User | None) -> None:
        self.pilot, self.need, self.fates, self.helper = pilot, need, fates, helper
        self.rng = pilot.rng
        self.waits = 0

    def begin(self, now: datetime) -> None:
        """The need is published, the first helpers are asked."""
        fate = self.fates[0]
        if fate is not Fate.UNANSWERED:
            self._plan_noes(now)
        if fate in {Fate.ELSEWHERE, Fate.USELESS}:
            self._plan(now + self._hours(20, 70), self._close)
        if fate not in NO_YES:
            self._expect_yes(now)

    def _expect_yes(self, now: datetime) -> None:
        """Choose who will say yes among those who were asked; wait for the circle to widen if need be."""
        asked = list(self.need.suggestions.waiting().select_related("helper", "offer").order_by("pk"))
        chosen = next((s for s in asked if s.helper == self.helper), None)
        self.waits += 1
        if chosen is None and self.helper and self.waits < MOST_WAITS:
            self._plan(now + timedelta(hours=2), self._expect_yes)
            return
        if not asked:
            if self.waits < MOST_WAITS:
                self._plan(now + WAITS_FOR_SOMEBODY, self._expect_yes)
            return
        chosen = chosen or self.rng.choice(asked[:1] * 3 + asked[:3])
        self._plan(self._yes_at(now, chosen), lambda then: self._say_yes(chosen, then))

    def _yes_at(self, now: datetime, suggestion: Suggestion) -> datetime:
        fate = self.fates[0]
        if fate is Fate.NUDGED:
            return max(now, self.pilot.now - timedelta(hours=36))
        wait = haste(suggestion.helper) * self.rng.uniform(0.6, 1.5)
        if fate in STILL_AHEAD | LEFT_BEFORE_AGREEING:
            wait = min(wait, (self.pilot.now - now) * 0.3)
        return now + wait

    def _say_yes(self, suggestion: Suggestion, now: datetime) -> None:
        suggestion = Suggestion.objects.select_related("need__service", "need__author", "offer").get(
            pk=suggestion.pk
        )
        if not can_answer(suggestion):
            return
        proposal = self._proposal(suggestion, now)
        if proposal is None:
            self._say_no(suggestion, now)
            return
        outcome = answer_suggestion(
            suggestion, answer=Answer.YES, by=suggestion.helper, proposal=proposal, now=now
        )
        if outcome is Outcome.OPENED:
            exchange = Exchange.objects.live().select_related("asker", "helper").get(need=self.need)
            self._go_on(exchange, self.fates.pop(0), now)

    def _proposal(self, suggestion: Suggestion, now: datetime) -> Proposal | None:
        need, offer = suggestion.need, suggestion.offer
        starts_at = self._moment(need, suggestion, now)
        modes = split_modes(offer.modes & need.modes & need.service.modes)
        if starts_at is None or not modes:
            return None
        return Proposal(
            mode=self.rng.choice([modes[0], *modes]),
            starts_at=starts_at,
            hours=length_of(need),
            is_weekly=self.fates[0] is Fate.WEEKLY,
            words=saying("yes", need.service.slug, self.rng) if self.rng.random() < 0.8 else "",
        )

    def _moment(self, need: Need, suggestion: Suggestion, now: datetime) -> datetime | None:
        fate = self.fates[0]
        if fate in YESTERDAY:
            day = (self.pilot.now - timedelta(days=1)).date()
            return datetime.combine(day, time(self.rng.choice((9, 10, 11))), now.tzinfo)
        if fate in STILL_AHEAD | LEFT_BEFORE_AGREEING:
            after = self.pilot.now + self._hours(14, 110)
        else:
            # A leak is seen to today, a lawn in the next days.
            urgent = need.service.sector_id == "depannage" or need.ends_on is not None
            after = now + (self._hours(2, 5) if urgent else self._hours(16, 90))
        return first_moment(need, suggestion.offer, after, self.rng)

    def _go_on(self, exchange: Exchange, fate: Fate, now: datetime) -> None:
        agreement = exchange.agreements.proposed().get()
        if fate in {Fate.WAITING, Fate.NUDGED, Fate.SILENCE}:
            if fate is Fate.SILENCE:
                self._then_look_elsewhere(now)
            return
        half_way = (agreement.starts_at - now) / 2
        moment = decent(now + min(self._hours(0.4, 9), half_way))
        if fate is Fate.ASKER_DECLINES:
            self._plan(moment, lambda then: self._decline(exchange, then))
        elif fate is Fate.OTHER_MOMENT:
            soon = now + (self.pilot.now - now) * 0.5
            self._plan(soon, lambda then: self._ask_other_moment(exchange, then))
        elif fate is Fate.HELPED and self.rng.random() < 0.15:
            self._plan(moment, lambda then: self._ask_other_moment(exchange, then, followed_by=fate))
        else:
            if fate in STILL_AHEAD:
                moment = now + (self.pilot.now - now) * 0.5
            self._plan(moment, lambda then: self._accept(agreement, exchange.asker, fate, then))

    def _accept(self, agreement: Agreement, by: User, fate: Fate, now: datetime) -> None:
        if not accept_agreement(agreement, by=by, now=now):
            return
        exchange = agreement.exchange
        if fate is Fate.AGREED_WITH_WORDS or self.rng.random() < 0.5:
            words = saying("reply", self.need.service.slug, self.rng)
            self._plan(
                now + timedelta(minutes=6),
                lambda then: send_message(exchange, words, by=exchange.asker, now=then),
            )
        if fate is Fate.HELPER_CANCELS:
            visit = exchange.visits.get()
            at = now + (visit.starts_at - now) * 0.6
            words = saying("cancel", "", self.rng)
            self._plan(at, lambda then: cancel_visit(visit, by=exchange.helper, words=words, now=then))
            self._plan(at + timedelta(minutes=1), self._expect_yes)
        elif fate is Fate.CLOSED:
            self._plan(now + (agreement.starts_at - now) * 0.5, self._close)
        else:
            Aftermath(self.pilot, exchange, fate).plan()

    def _ask_other_moment(
        self, exchange: Exchange, now: datetime, *, followed_by: Fate | None = None
    ) -> None:
        first = exchange.agreements.proposed().get()
        later = first.starts_at + timedelta(hours=self.rng.choice((1, 2, 24)))
        words = saying("other", "", self.rng)
        proposal = Proposal(first.mode, later, first.hours, words=words)
        other = propose_moment(exchange, proposal, by=exchange.asker, now=now)
        if other is None:
            return
        send_message(exchange, words, by=exchange.asker, now=now)
        if followed_by:
            at = now + min(self._hours(0.5, 6), (later - now) / 2)
            self._plan(at, lambda then: self._accept(other, exchange.helper, followed_by, then))

    def _decline(self, exchange: Exchange, now: datetime) -> None:
        if decline_exchange(exchange, by=exchange.asker, now=now):
            self._expect_yes(now)

    def _then_look_elsewhere(self, now: datetime) -> None:
        """Two days later the clock has let go: somebody else answers."""
        self._plan(now + timedelta(hours=52), self._expect_yes)

    def _close(self, now: datetime) -> None:
        useless = self.fates[:1] == [Fate.USELESS] or self.rng.random() < 0.4
        reason = CloseReason.USELESS if useless else CloseReason.ELSEWHERE
        close_need(self.need, reason=reason, by=self.need.author, now=now)

    def _plan_noes(self, now: datetime) -> None:
        asked = self.need.suggestions.waiting().select_related("helper")
        for suggestion in list(asked):
            helper = suggestion.helper
            if helper == self.helper or never_answers(helper) or self.rng.random() > SAYS_NO:
                continue
            at = now + haste(helper) * self.rng.uniform(0.8, 2.5)
            self._plan(at, lambda then, one=suggestion: self._say_no(one, then))

    def _say_no(self, suggestion: Suggestion, now: datetime) -> None:
        suggestion = Suggestion.objects.select_related("need__service", "need__author").get(pk=suggestion.pk)
        if suggestion.answered_at is None and can_answer(suggestion):
            answer = Answer.NO if self.rng.random() < 0.7 else Answer.LATER
            answer_suggestion(suggestion, answer=answer, by=suggestion.helper, now=now)

    def _hours(self, least: float, most: float) -> timedelta:
        return timedelta(hours=self.rng.uniform(least, most))

    def _plan(self, moment: datetime, act: Callable[[datetime], object]) -> None:
        """At a decent hour if that leaves time; late rather than never when it is night now."""
        awake = decent(moment)
        self.pilot.plan(awake if awake <= self.pilot.now else moment, act)


def haste(person: User) -> timedelta:
    """How long somebody usually takes to answer: always the same for the same person."""
    return timedelta(hours=Random(f"haste of {person.first_name}").choice((0.3, 0.6, 1.1, 3, 5, 9, 22)))


def never_answers(person: User) -> bool:
    """Whether somebody leaves most requests unanswered."""
    return Random(f"silence of {person.first_name}").random() < NEVER_ANSWERS
