from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.common.contact_details import find_contact_details
from campagnon.exchanges.actions.quoting import MOST_STANDING
from campagnon.exchanges.actions.sending_quotes import lock_quote
from campagnon.exchanges.actions.writing import ContactDetailsFound
from campagnon.exchanges.mail.quote_questions import tell_question
from campagnon.exchanges.models import Quote, QuoteQuestion
from campagnon.journal.actions import record
from campagnon.matching.actions.asking import ask_helpers
from campagnon.notices.models import Need
from campagnon.people.models import User


@transaction.atomic
def ask_about_quote(
    quote: Quote, body: str, *, by: User, now: datetime | None = None
) -> QuoteQuestion | None:
    """Relay a word about a quote, which answers what the other had asked; None when it stands no more."""
    now = now or timezone.now()
    quote = lock_quote(quote.pk)
    if by.pk not in {quote.helper_id, quote.need.author_id}:
        raise PermissionDenied
    if not quote.stands:
        return None
    details = find_contact_details(body)
    if details:
        raise ContactDetailsFound(details)
    is_answer = quote.questions.exclude(author=by).filter(answered_at=None).update(answered_at=now)
    # An answer waits for nothing itself.
    question = QuoteQuestion.objects.create(
        quote=quote, author=by, body=body, sent_at=now, answered_at=now if is_answer else None
    )
    tell_question(question)
    return question


def may_ask_for_more(need: Need) -> bool:
    """Whether a household that compares may ask other professionals."""
    return (
        need.is_open
        and not need.quotes.accepted().exists()
        and need.quotes.standing().count() < MOST_STANDING
    )


@transaction.atomic
def ask_for_more_quotes(need: Need, *, by: User, now: datetime | None = None) -> int:
    """Ask those who come next for a quote; return how many were asked."""
    now = now or timezone.now()
    need = (
        Need.objects.select_for_update(of=("self",))
        .select_related("service", "commune", "author")
        .get(pk=need.pk)
    )
    if by.pk != need.author_id:
        raise PermissionDenied
    if not may_ask_for_more(need):
        return 0
    record("need.more_quotes", target=need, by=by)
    return len(ask_helpers(need, now=now))
