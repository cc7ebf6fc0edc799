"""The quotes in somebody's space: those to answer, those begun, those that wait for the other."""

from dataclasses import dataclass

from django.db.models import Q

from campagnon.exchanges.models import Quote
from campagnon.people.models import User


@dataclass(frozen=True)
class MyQuotes:
    """What a household must look at, and what a professional has begun or sent."""

    to_answer: list[Quote]
    drafts: list[Quote]
    waiting: list[Quote]


def quotes_of(user: User) -> MyQuotes:
    """All of somebody's open quotes; two queries."""
    open_ones = Quote.objects.standing() | Quote.objects.drafts()
    mine = open_ones.filter(
        Q(helper=user) | Q(need__author=user, sent_at__isnull=False), need__closed_at=None
    )
    quotes = list(
        mine.select_related("need__author", "need__service", "need__commune", "helper")
        .prefetch_related("lines")
        .order_by("sent_at", "written_at")
    )
    return MyQuotes(
        to_answer=[quote for quote in quotes if quote.helper_id != user.pk],
        drafts=[quote for quote in quotes if quote.helper_id == user.pk and not quote.is_sent],
        waiting=[quote for quote in quotes if quote.helper_id == user.pk and quote.is_sent],
    )
