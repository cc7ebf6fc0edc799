"""The quotes of a need, side by side, as its household compares them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campagnon.exchanges.models import LineKind, Quote
from campagnon.exchanges.totals import totals_of
from campagnon.notices.models import Need


@dataclass(frozen=True)
class QuoteCard:
    """One quote, with what one compares."""

    quote: Quote

    @property
    def minutes(self) -> int:
        return self.quote.suggestion.minutes

    @property
    def is_accepted(self) -> bool:
        return self.quote.is_accepted

    @property
    def work(self) -> list[str]:
        """What is in the price, the way there apart."""
        return [line.label for line in self.quote.lines.all() if line.kind != LineKind.TRAVEL]

    @property
    def travel(self) -> Decimal | None:
        """The way there, tax included; None when no line says it."""
        lines = [line.as_line() for line in self.quote.lines.all() if line.kind == LineKind.TRAVEL]
        return totals_of(lines).gross if lines else None

    @property
    def insured_until(self) -> date:
        return date.fromisoformat(self.quote.seller["insured_until"])


def quotes_of_need(need: Need) -> list[QuoteCard]:
    """Those that wait for an answer and the one that binds, in the order in which they came; two queries."""
    quotes = need.quotes.sent().filter(
        declined_at=None,
        withdrawn_at=None,
        replaced_at=None,
        expired_at=None,
        retracted_at=None,
        dropped_at=None,
    )
    quotes = quotes.select_related("helper", "suggestion").prefetch_related("lines")
    return [QuoteCard(quote) for quote in quotes.order_by("sent_at")]
