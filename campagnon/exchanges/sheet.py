"""An exchange as one of the two reads it: what stands, what waits, what was written."""

from dataclasses import dataclass
from datetime import datetime

from campagnon.exchanges import phrases
from campagnon.exchanges.access import sign_visit
from campagnon.exchanges.facts import gather_facts
from campagnon.exchanges.mail.meeting import how_to_reach
from campagnon.exchanges.models import Agreement, EndReason, Exchange, Message, Thanks, Visit
from campagnon.exchanges.states import State, state_of
from campagnon.people.models import User


@dataclass(frozen=True)
class Word:
    """Something that one of the two wrote."""

    author: User
    at: datetime
    text: str


@dataclass(frozen=True)
class Sheet:
    """What the page of an exchange shows to one of its two people."""

    exchange: Exchange
    reader: User
    state: State
    proposal: Agreement | None
    standing: Agreement | None
    visits: list[Visit]
    messages: list[Message]
    thanks: list[Thanks]
    now: datetime

    @property
    def other(self) -> User:
        return self.exchange.other(self.reader)

    @property
    def name(self) -> str:
        return phrases.name(self.other)

    @property
    def is_asker(self) -> bool:
        return self.reader.pk == self.exchange.asker_id

    @property
    def is_live(self) -> bool:
        return self.exchange.ended_at is None

    @property
    def is_agreed(self) -> bool:
        return self.standing is not None

    @property
    def has_happened(self) -> bool:
        return self.state is State.HAPPENED

    @property
    def is_missed(self) -> bool:
        return self.state is State.MISSED

    @property
    def proposal_length(self) -> str:
        return phrases.length(self.proposal.hours) if self.proposal else ""

    @property
    def proposal_is_mine(self) -> bool:
        return self.proposal is not None and self.proposal.proposed_by_id == self.reader.pk

    @property
    def proposal_is_past(self) -> bool:
        return self.proposal is not None and self.proposal.starts_at <= self.now

    @property
    def proposal_when(self) -> str:
        proposal = self.proposal
        return phrases.rhythm(proposal.starts_at, is_weekly=proposal.is_weekly) if proposal else ""

    @property
    def coming(self) -> list[Visit]:
        """The visits still to take place."""
        return [visit for visit in self.visits if _is_open(visit) and visit.ends_at > self.now]

    @property
    def visit_length(self) -> str:
        return phrases.length(self.coming[0].hours) if self.coming else ""

    @property
    def letters(self) -> list[Word]:
        """What was written, oldest first: messages, and the words of whoever cancelled a visit."""
        words = [Word(message.author, message.sent_at, message.body) for message in self.messages]
        for visit in self.visits:
            if visit.cancelled_at and visit.cancelled_by and visit.cancel_words:
                words.append(
                    Word(
                        visit.cancelled_by,
                        visit.cancelled_at,
                        phrases.cancelled(visit.starts_at, visit.cancel_words),
                    )
                )
        return sorted(words, key=lambda word: word.at)

    @property
    def invitation(self) -> str:
        """What to write, as long as a visit is ahead."""
        return phrases.where_to_meet(self.name, is_asker=self.is_asker) if self.coming else ""

    @property
    def to_settle(self) -> Visit | None:
        """The last visit that is over and of which nobody said what became."""
        past = [visit for visit in self.visits if _is_open(visit) and visit.ends_at <= self.now]
        return past[-1] if past else None

    @property
    def last_happened(self) -> Visit | None:
        return next((visit for visit in reversed(self.visits) if visit.happened_at), None)

    @property
    def news_token(self) -> str:
        """The reader's own key to the page where a visit is settled and thanked for."""
        visit = self.to_settle or self.last_happened
        return sign_visit(visit, self.reader) if visit else ""

    @property
    def ics_token(self) -> str:
        return sign_visit(self.coming[0], self.reader) if self.coming else ""

    @property
    def suggests_cesu(self) -> bool:
        """Whether the asker should still read that this might become a declared job."""
        exchange = self.exchange
        return self.is_asker and exchange.cesu_suggested_at is not None and exchange.cesu_declined_at is None

    @property
    def reach(self) -> list[str]:
        """How to reach the other: from the agreement on, and no more once it came to nothing."""
        is_kept = self.is_live or self.exchange.end_reason == EndReason.HELPED
        return how_to_reach(self.other) if self.is_agreed and is_kept else []


def read_exchange(exchange: Exchange, *, reader: User, now: datetime) -> Sheet:
    """Gather the sheet in four queries, whatever was written."""
    agreements = list(exchange.agreements.order_by("proposed_at"))
    visits = list(exchange.visits.select_related("agreement", "cancelled_by"))
    messages = list(exchange.messages.select_related("author"))
    facts = gather_facts(exchange, agreements, visits, messages[-1].sent_at if messages else None)
    return Sheet(
        exchange=exchange,
        reader=reader,
        state=state_of(facts),
        proposal=next((a for a in agreements if a.waits), None),
        standing=next((a for a in agreements if a.stands), None),
        visits=visits,
        messages=messages,
        thanks=list(exchange.thanks.select_related("by")),
        now=now,
    )


def _is_open(visit: Visit) -> bool:
    return not (visit.cancelled_at or visit.happened_at or visit.missed_at)
