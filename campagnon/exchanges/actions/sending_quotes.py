from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from campagnon.exchanges.actions.dating import HEAD_START, date_next_step
from campagnon.exchanges.actions.quoting import Hindrance, hindrance_to_quote
from campagnon.exchanges.mail import quotes as mail
from campagnon.exchanges.models import Exchange, Quote
from campagnon.exchanges.quote_papers import typeset_quote
from campagnon.exchanges.states import LONGEST_WAIT
from campagnon.journal.actions import issue_paper, record
from campagnon.matching.models import Answer
from campagnon.notices.models import Need
from campagnon.people.mentions import mentions_of
from campagnon.people.models import User


@transaction.atomic
def send_quote(quote: Quote, *, by: User, now: datetime | None = None) -> Hindrance | None:
    """Number a draft, freeze its mentions and its paper, show it to the household; sent twice, it acts once.

    It answers the request it was written for; the version that it replaces stands no more.
    """
    now = now or timezone.now()
    # One after the other, whatever the need: a professional's numbers are taken in order.
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    quote = lock_quote(quote.pk)
    if quote.helper_id != by.pk:
        raise PermissionDenied
    if quote.is_sent:
        return None
    hindrance = hindrance_to_quote(quote.suggestion, on=timezone.localdate(now))
    if hindrance is None and (quote.starts_at <= now or not quote.is_valid_on(timezone.localdate(now))):
        hindrance = Hindrance.PAST
    if hindrance:
        return hindrance
    _issue(quote, now)
    _take_place_of_former(quote, now)
    _answer(quote, now)
    record("quote.sent", target=quote, by=by)
    mail.tell_quote_sent(quote)
    return None


def lock_quote(pk: int) -> Quote:
    """The quote as it stands now, its need held to the end of the transaction: one answer at a time."""
    need_id = Quote.objects.values_list("need_id", flat=True).get(pk=pk)
    Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    return Quote.objects.select_related(
        "need__author", "need__service", "need__commune", "helper__professional", "helper__commune",
        "suggestion__offer", "suggestion__helper__professional", "suggestion__need__service",
        "paper", "replaces",
    ).get(pk=pk)  # fmt: skip


def put_off_search(need: Need, *, now: datetime) -> None:
    """While a quote waits for the household the search sleeps, and is looked at within two days."""
    Need.objects.open().filter(pk=need.pk).update(next_step_at=now + LONGEST_WAIT + HEAD_START)


def _issue(quote: Quote, now: datetime) -> None:
    today, commune = timezone.localdate(now), quote.need.commune
    quote.number = _next_number(quote, today.year)
    quote.seller = mentions_of(quote.helper.professional, on=today)
    quote.client = {
        "name": quote.need.author.first_name,
        "town": commune.name,
        "postcode": commune.postcodes[:5],
    }
    quote.sent_at = now
    quote.exchange = Exchange.objects.live().filter(need=quote.need, helper=quote.helper).first()
    if quote.paper is None:
        quote.paper = issue_paper(f"devis-{quote.file_name}.pdf", typeset_quote(quote), now=now)
    quote.save()


def _next_number(quote: Quote, year: int) -> str:
    """« D-2026-0001 »; a later version keeps its number: « D-2026-0001 v2 »."""
    if quote.replaces:
        return f"{quote.replaces.number.partition(' ')[0]} v{quote.version}"
    series = f"D-{year}-"
    taken = Quote.objects.filter(helper=quote.helper, version=1, number__startswith=series)
    ranks = [int(number.removeprefix(series)) for number in taken.values_list("number", flat=True)]
    return f"{series}{max(ranks, default=0) + 1:04}"


def _take_place_of_former(quote: Quote, now: datetime) -> None:
    """What was agreed on binds until its new version is agreed on too."""
    former = quote.replaces
    if former and former.stands:
        former.replaced_at = now
        former.save(update_fields=["replaced_at"])


def _answer(quote: Quote, now: datetime) -> None:
    suggestion = quote.suggestion
    if suggestion.answer != Answer.YES or suggestion.ended_at is not None:
        suggestion.answer, suggestion.answered_at, suggestion.ended_at = Answer.YES, now, None
        suggestion.save(update_fields=["answer", "answered_at", "ended_at"])
    if quote.exchange:
        date_next_step(quote.exchange, now=now)
    else:
        put_off_search(quote.need, now=now)
