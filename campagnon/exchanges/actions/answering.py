from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from campagnon.catalogue.modes import Mode, split_modes
from campagnon.channels.actions import replace_unsaid, withdraw_question
from campagnon.channels.hands import is_told_by_hand
from campagnon.exchanges import mail
from campagnon.exchanges.actions.dating import date_next_step
from campagnon.exchanges.models import Agreement, Exchange, Message
from campagnon.exchanges.prefill import USUAL_LENGTH, first_moment
from campagnon.journal.actions import record
from campagnon.matching.actions.asking import ask_helpers
from campagnon.matching.discretion import may_read_dates
from campagnon.matching.mail.to_asker import news_key
from campagnon.matching.minors import may_come_at
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.questions import HELP
from campagnon.notices.models import Need
from campagnon.people.models import User

# A letter goes and comes back, or a counter opens again after a weekend.
TIME_TO_TELL = timedelta(days=4)


@dataclass(frozen=True)
class Proposal:
    """A way, a moment and a length, checked; and a first word if there is one."""

    mode: int
    starts_at: datetime
    hours: Decimal
    is_weekly: bool = False
    words: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=float(self.hours))


class Outcome(Enum):
    """What came of an answer."""

    OPENED = "opened"
    RESERVE = "reserve"  # somebody was first
    DECLINED = "declined"
    LATER = "later"
    SETTLED = "settled"  # the need is closed, or this helper had said yes already


def can_answer(suggestion: Suggestion) -> bool:
    """Whether an answer would still change something; a no may become a yes."""
    return suggestion.need.is_open and suggestion.ended_at is None and suggestion.answer != Answer.YES


def modes_allowed(suggestion: Suggestion, *, on: date) -> list[Mode]:
    """The ways that need, offer and service all allow; on a quote only while the insurance runs."""
    need = suggestion.need
    modes = need.modes & need.service.modes & suggestion.offer.modes
    professional = getattr(suggestion.helper, "professional", None)
    if professional is None or not professional.is_insured_on(on):
        modes &= ~Mode.PRO
    return split_modes(modes)


def put_forward(suggestion: Suggestion, *, now: datetime) -> Proposal | None:
    """What a bare yes says, on the page as by one digit; None when offer and need have no way in common."""
    need = suggestion.need
    modes = modes_allowed(suggestion, on=timezone.localdate(now))
    if not modes:
        return None
    days = (need.starts_on, need.ends_on) if may_read_dates(suggestion.helper, need) else (None, None)
    # Without a date of its own, a need leaves time to call or to write to those who have no screen.
    by_hand = any(is_told_by_hand(person) for person in (need.author, suggestion.helper))
    soonest = now + TIME_TO_TELL if by_hand and need.starts_on is None else now
    at = first_moment(*days, need.part_of_day, suggestion.offer.availability, soonest)
    return Proposal(mode=modes[0], starts_at=at, hours=USUAL_LENGTH, is_weekly=need.is_recurring)


@transaction.atomic
def answer_suggestion(
    suggestion: Suggestion,
    *,
    answer: str,
    by: User,
    proposal: Proposal | None = None,
    now: datetime | None = None,
) -> Outcome:
    """Take a helper's answer; a yes opens the exchange, unless somebody else's yes was first."""
    now = now or timezone.now()
    need = Need.objects.select_for_update(of=("self",)).get(pk=suggestion.need_id)
    suggestion.refresh_from_db(fields=["answer", "answered_at", "ended_at"])
    suggestion.need.closed_at = need.closed_at
    if not can_answer(suggestion):
        return Outcome.SETTLED
    is_first = suggestion.answered_at is None
    suggestion.answer = Answer(answer)
    suggestion.answered_at = now
    suggestion.save(update_fields=["answer", "answered_at"])
    record(f"suggestion.{answer}", target=suggestion, by=by)
    withdraw_question(HELP, suggestion.token, now=now)
    if answer == Answer.YES:
        if proposal is None or proposal.mode not in modes_allowed(suggestion, on=timezone.localdate(now)):
            raise PermissionDenied
        refuse_evening_of_a_minor(proposal, suggestion.need, suggestion.helper)
        return _open(suggestion, proposal, now)
    # One refusal asks one more person; the same one repeated would have the whole canton written to.
    if is_first and not Exchange.objects.live().filter(need=need).exists():
        ask_helpers(suggestion.need, count=1, now=now)
    return Outcome.DECLINED if answer == Answer.NO else Outcome.LATER


def refuse_evening_of_a_minor(proposal: Proposal | Agreement, need: Need, helper: User) -> None:
    """Whoever of the two proposes, a minor looks after children by day only; the form has said so kindly."""
    if not may_come_at(helper, need.service, starts_at=proposal.starts_at, ends_at=proposal.ends_at):
        raise PermissionDenied


def _open(suggestion: Suggestion, proposal: Proposal, now: datetime) -> Outcome:
    need = suggestion.need
    exchange = Exchange(
        need=need,
        offer=suggestion.offer,
        asker=need.author,
        helper=suggestion.helper,
        minutes=suggestion.minutes,
        opened_at=now,
        next_step_at=now,
    )
    try:
        with transaction.atomic():
            exchange.save()
    except IntegrityError:
        return Outcome.RESERVE
    agreement = Agreement.objects.create(
        exchange=exchange,
        mode=proposal.mode,
        starts_at=proposal.starts_at,
        hours=proposal.hours,
        is_weekly=proposal.is_weekly,
        proposed_by=exchange.helper,
        proposed_at=now,
    )
    if proposal.words:
        Message.objects.create(exchange=exchange, author=exchange.helper, body=proposal.words, sent_at=now)
    # « Personne n’a pu » is no longer true: what the desk has not said yet is left unsaid.
    replace_unsaid(need.author, key_begins=news_key(need), now=now)
    record("exchange.opened", target=exchange, by=exchange.helper)
    date_next_step(exchange, now=now)
    mail.tell_proposed(agreement, words=proposal.words)
    return Outcome.OPENED
