"""What quotes add to the story of a need."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.common.night import HERE
from campagnon.common.templatetags.campagnon import euros, in_words
from campagnon.exchanges.models import Quote
from campagnon.exchanges.story import Event
from campagnon.notices.models import Need

LAST_MINUTE = time(23, 59)


def with_quotes(need: Need, events: list[Event], *, shows_price: bool) -> list[Event]:
    """The story with what became of each quote; while one waits for an answer, that is what comes next.

    What it costs is between the household and the enterprise.
    """
    quotes = list(need.quotes.sent().select_related("helper").prefetch_related("lines").order_by("sent_at"))
    told = [event for event in events if event.is_past]
    told += [event for quote in quotes for event in _events(quote, shows_price)]
    told.sort(key=lambda event: event.at)
    coming = next((event for event in events if not event.is_past), None)
    waiting = [quote for quote in quotes if quote.stands]
    if waiting and not (coming and coming.is_visit):
        coming = _answer_awaited(waiting)
    return [*told, coming] if coming else told


def _events(quote: Quote, shows_price: bool) -> Iterator[Event]:
    said = {"seller": quote.seller_name, "gross": euros(quote.gross)}
    sent = _("%(seller)s vous envoie un devis") if quote.version == 1 else _("%(seller)s change son devis")
    price = _(" : %(gross)s.") if shows_price else "."
    yield Event(quote.sent_at, (sent + price) % said)
    ends = (
        (quote.declined_at, _("Vous ne donnez pas suite au devis de %(seller)s.")),
        (quote.withdrawn_at, _("%(seller)s retire son devis.")),
        (quote.expired_at, _("Le devis de %(seller)s n’est plus valable.")),
        (quote.retracted_at, _("Vous vous rétractez du contrat avec %(seller)s.")),
    )
    for at, sentence in ends:
        if at is not None:
            yield Event(at, sentence % said)


def _answer_awaited(waiting: list[Quote]) -> Event:
    first = min(quote.valid_until for quote in waiting)
    sentence = ngettext(
        "Un devis attend votre réponse.", "%(count)s devis attendent votre réponse.", len(waiting)
    )
    at = datetime.combine(first, LAST_MINUTE, HERE)
    return Event(at, sentence % {"count": in_words(len(waiting)).capitalize()}, is_past=False)
