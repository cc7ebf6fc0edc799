"""The clock’s part in quotes: recalled, run out; no question stays without a word. Run twice, said once."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from campagnon.common.night import is_night
from campagnon.exchanges.actions.leaving_quotes import expire_quote
from campagnon.exchanges.actions.sending_quotes import put_off_search
from campagnon.exchanges.mail.quote_questions import nudge_question, tell_question_unanswered
from campagnon.exchanges.mail.quotes import remind_quotes
from campagnon.exchanges.models import Exchange, Quote, QuoteQuestion
from campagnon.exchanges.quote_steps import (
    NUDGE_AFTER,
    Waiting,
    is_given_up,
    is_to_nudge,
    is_to_recall,
    runs_out_at,
)
from campagnon.notices.models import Need


def advance_quotes(*, now: datetime) -> dict[str, int]:
    """Take every due step of every need that has quotes to answer; return how many of each."""
    counts: Counter[str] = Counter()
    needs = _needs_to_put_off(now)
    if not is_night(now):
        needs |= _needs_with_a_step(now)
    for pk in sorted(needs):
        with transaction.atomic():
            counts.update(_advance(pk, now))
    return dict(counts)


def _needs_with_a_step(now: datetime) -> set[int]:
    standing = Quote.objects.standing().values_list("need_id", "sent_at", "valid_until", "reminded_at")
    due = {need_id for need_id, *dates in standing.iterator() if _is_due(Waiting(*dates), now)}
    return due | {question.quote.need_id for question in _unanswered(now) if _is_late(question, now)}


def _needs_to_put_off(now: datetime) -> set[int]:
    return set(Need.objects.due(now).filter(quotes__in=Quote.objects.standing()).values_list("pk", flat=True))


def _is_due(waiting: Waiting, now: datetime) -> bool:
    return runs_out_at(waiting) <= now or is_to_recall(waiting, now)


def _advance(need_id: int, now: datetime) -> Counter[str]:
    need = Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    taken: Counter[str] = Counter()
    if not is_night(now):
        taken["quotes_expired"] += _expire(need, now)
        taken["quotes_recalled"] += _recall(need, now)
        taken["questions_recalled"] += _recall_questions(need, now)
    if need.quotes.standing().exists() and not Exchange.objects.live().filter(need=need).exists():
        put_off_search(need, now=now)
    return taken


def _expire(need: Need, now: datetime) -> int:
    gone = [quote for quote in _standing(need) if runs_out_at(_waiting(quote)) <= now]
    for quote in gone:
        expire_quote(quote, now=now)
    return len(gone)


def _recall(need: Need, now: datetime) -> int:
    """One letter to the household for all the quotes that it has not answered, and a word to each author."""
    standing = _standing(need)
    due = [quote for quote in standing if is_to_recall(_waiting(quote), now)]
    if not due:
        return 0
    Quote.objects.filter(pk__in=[quote.pk for quote in standing]).update(reminded_at=now)
    remind_quotes(standing, now=now)
    return len(due)


def _recall_questions(need: Need, now: datetime) -> int:
    questions = [
        question for question in _unanswered(now).filter(quote__need=need) if _is_late(question, now)
    ]
    for question in questions:
        if is_given_up(question.sent_at, now):
            question.given_up_at = now
            tell_question_unanswered(question)
        else:
            question.nudged_at = now
            nudge_question(question)
        question.save(update_fields=["nudged_at", "given_up_at"])
    return len(questions)


def _unanswered(now: datetime):
    """The questions about standing quotes that may have waited long enough."""
    waiting = QuoteQuestion.objects.filter(answered_at=None, given_up_at=None, sent_at__lte=now - NUDGE_AFTER)
    return waiting.filter(quote__in=Quote.objects.standing()).select_related(
        "author", "quote__helper", "quote__need__author", "quote__need__service", "quote__need__commune"
    )


def _is_late(question: QuoteQuestion, now: datetime) -> bool:
    if question.nudged_at is None and is_to_nudge(question.sent_at, now):
        return True
    return is_given_up(question.sent_at, now)


def _standing(need: Need) -> list[Quote]:
    quotes = need.quotes.standing().select_related(
        "need__author", "need__service", "need__commune", "helper", "suggestion"
    )
    return list(quotes.prefetch_related("lines").order_by("sent_at"))


def _waiting(quote: Quote) -> Waiting:
    return Waiting(quote.sent_at, quote.valid_until, quote.reminded_at)
