"""What people do with what reaches them, by its key: answer, accept, say what happened, or nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from campagnon.channels.hands import is_told_by_hand
from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.answering import Outcome, Proposal, modes_allowed
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.exchanges.prefill import first_moment
from campagnon.matching.models import Answer, Suggestion
from campagnon.people.models import User
from tests.year import doors
from tests.year.town import Temper

if TYPE_CHECKING:
    from tests.year.play import Year

EXCHANGE = ("need__commune", "need__service", "asker", "helper", "offer")


class Reactions:
    """The people of the year, facing their letterbox, their telephone, or an agent on the line."""

    def __init__(self, year: "Year", random: Random) -> None:
        self.year, self.random = year, random
        self._by_kind: dict[str, Callable[[Delivery, str], Callable[[datetime], None] | None]] = {
            "ask": self._answer,
            "again": self._answer,
            "changed": self._answer,
            "proposed": self._reply,
            "nudge": self._wake,
            "news": self._tell_news,
            "missed": self._find_another_moment,
        }

    def to(self, delivery: Delivery, now: datetime) -> None:
        """Plan what its reader does, if anything."""
        kind, _, rest = delivery.key.partition("-")
        planned = self._by_kind.get(kind)
        act = planned(delivery, rest) if planned else None
        if act is not None:
            self.year.at(now + self._delay(delivery.person, kind), act)

    def _delay(self, person: User, kind: str) -> timedelta:
        if is_told_by_hand(person) and self.random.random() < 0.6:
            return timedelta(minutes=1)  # said on the telephone, there and then
        if self.year.town.tempers.get(person.pk) is Temper.SLOW:
            return timedelta(hours=self.random.uniform(6, 60))
        return timedelta(minutes=self.random.expovariate(1 / 150) + 5)

    def _is_gone(self, person: User, now: datetime) -> bool:
        gone_from = self.year.town.gone_from.get(person.pk)
        return gone_from is not None and now >= gone_from

    def _answer(self, delivery: Delivery, rest: str) -> Callable[[datetime], None] | None:
        token = rest.rpartition("-")[0] if delivery.key.startswith("changed") else rest
        by = {"token": token} if delivery.key.startswith(("ask", "changed")) else {"pk": rest.split("-")[0]}
        word = self.random.choices(["yes", "no", "later", ""], [50, 20, 10, 20])[0]
        return (lambda now: self._say_word(by, word, now)) if word else None

    def _say_word(self, by: dict, word: str, now: datetime) -> None:
        suggestion = Suggestion.objects.select_related(
            "need__service", "need__commune", "need__author", "offer", "helper__professional"
        ).get(**by)
        if self._is_gone(suggestion.helper, now):
            return
        proposal = self._proposal(suggestion, now) if word == Answer.YES else None
        if word == Answer.YES and proposal is None:
            return
        agent = self.year.agent_of(suggestion.need)
        outcome = doors.help_is_answered(suggestion, word, proposal, agent, now)
        self.year.counts[f"answer_{outcome.value}"] += 1
        if outcome is Outcome.OPENED and self.random.random() < 0.1:
            self._two_at_once(suggestion, now)

    def _two_at_once(self, first: Suggestion, now: datetime) -> None:
        """The same tap twice, and somebody else at the same instant: one exchange comes of it."""
        stale = Suggestion.objects.filter(need=first.need, answered_at=None, ended_at=None).first()
        again = doors.help_is_answered(
            first, Answer.YES, self._proposal(first, now), self.year.agent_of(first.need), now
        )
        assert again is Outcome.SETTLED
        if stale is not None and (proposal := self._proposal(stale, now)):
            outcome = doors.help_is_answered(stale, Answer.YES, proposal, self.year.agent_of(first.need), now)
            self.year.counts[f"second_{outcome.value}"] += 1

    def _proposal(self, suggestion: Suggestion, now: datetime) -> Proposal | None:
        need = suggestion.need
        modes = modes_allowed(suggestion, on=timezone.localdate(now))
        if not modes:
            return None
        at = first_moment(need.starts_on, need.ends_on, need.part_of_day, suggestion.offer.availability, now)
        return Proposal(modes[0], at, Decimal(2), is_weekly=need.is_recurring)

    def _reply(self, delivery: Delivery, rest: str) -> Callable[[datetime], None] | None:
        pk, person = int(rest.split("-")[0]), delivery.person
        word = self.random.choices(["accept", "other", "decline", ""], [80, 6, 4, 10])[0]
        return (lambda now: self._reply_to(pk, person, word, now)) if word else None

    def _reply_to(self, pk: int, person: User, word: str, now: datetime) -> None:
        agreement = Agreement.objects.select_related(*(f"exchange__{name}" for name in EXCHANGE)).get(pk=pk)
        exchange = agreement.exchange
        if self._is_gone(person, now) or not agreement.waits or exchange.ended_at is not None:
            return
        agent = self.year.agent_of(exchange.need)
        if word == "decline":
            done = doors.exchange_is_declined(exchange, person, agent, now)
        elif word == "other":
            done = self._propose_other(exchange, agreement, person, now)
        else:
            done = doors.moment_is_accepted(agreement, person, agent, now)
        self.year.counts[f"moment_{word}"] += done
        if done and word == "accept" and agreement.is_weekly:
            weeks = timedelta(weeks=self.random.randint(2, 8))
            self.year.at(now + weeks, lambda later: doors.weekly_help_stops(exchange.need, agent, later))

    def _propose_other(self, exchange: Exchange, before: Agreement, person: User, now: datetime) -> bool:
        later = max(before.starts_at, now) + timedelta(days=1)
        proposal = Proposal(before.mode, later, before.hours, is_weekly=before.is_weekly)
        agent = self.year.agent_of(exchange.need)
        return doors.moment_is_proposed(exchange, proposal, person, agent, now)

    def _wake(self, delivery: Delivery, rest: str) -> Callable[[datetime], None] | None:
        if self.random.random() < 0.5:
            return None
        public_id, person = rest[:12], delivery.person
        return lambda now: self._wake_up(public_id, person, now)

    def _wake_up(self, public_id: str, person: User, now: datetime) -> None:
        waiting = Agreement.objects.proposed().filter(exchange__public_id=public_id).first()
        if waiting is not None and waiting.proposed_by_id != person.pk:
            self._reply_to(waiting.pk, person, "accept", now)

    def _tell_news(self, delivery: Delivery, rest: str) -> Callable[[datetime], None] | None:
        if self.random.random() < 0.35:
            return None
        pk, person, happened = int(rest.split("-")[0]), delivery.person, self.random.random() < 0.9
        return lambda now: self._settle(pk, person, happened, now)

    def _settle(self, pk: int, person: User, happened: bool, now: datetime) -> None:
        visit = Visit.objects.select_related(*(f"exchange__{name}" for name in EXCHANGE)).get(pk=pk)
        if self._is_gone(person, now) or visit.exchange.ended_at is not None:
            return
        agent = self.year.agent_of(visit.exchange.need)
        self.year.counts["visit_settled"] += doors.visit_is_settled(visit, happened, person, agent, now)

    def _find_another_moment(self, delivery: Delivery, rest: str) -> Callable[[datetime], None] | None:
        if rest.startswith("again") or self.random.random() < 0.5:
            return None
        pk, person = int(rest.split("-")[0]), delivery.person
        return lambda now: self._try_again(pk, person, now)

    def _try_again(self, pk: int, person: User, now: datetime) -> None:
        visit = Visit.objects.select_related("agreement", *(f"exchange__{name}" for name in EXCHANGE)).get(
            pk=pk
        )
        if visit.exchange.ended_at is None and not self._is_gone(person, now):
            self._propose_other(visit.exchange, visit.agreement, person, now)
