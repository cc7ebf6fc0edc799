"""The quotes of a need, side by side, as its household compares them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Exchange, LineKind, Quote
from campagnon.exchanges.totals import totals_of
from campagnon.notices.models import Need
from campagnon.people.credentials import said_siret
from campagnon.people.models import User


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

    @property
    def ten_year_until(self) -> date | None:
        day = self.quote.seller.get("ten_year_until")
        return date.fromisoformat(day) if day else None

    @property
    def gives_credit(self) -> bool:
        """Whether the service may give the tax credit, and the enterprise has a dated declaration."""
        return self.quote.need.service.gives_credit and "sap_number" in self.quote.seller

    @property
    def siret(self) -> str:
        return said_siret(self.quote.seller["siret"])


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
    quotes = quotes.select_related("helper", "suggestion", "need__service").prefetch_related("lines")
    return [QuoteCard(quote) for quote in quotes.order_by("sent_at")]


def quotes_between(exchange: Exchange, *, reader: User) -> dict:
    """On the page of an exchange: the quotes that wait or bind, and the helper's way to write one."""
    quotes = [
        card.quote for card in quotes_of_need(exchange.need) if card.quote.helper_id == exchange.helper_id
    ]
    said = {"quotes": sorted(quotes, key=lambda quote: quote.is_accepted)}
    if reader.pk == exchange.helper_id and not quotes and exchange.ended_at is None:
        request = exchange.need.suggestions.filter(helper=reader).first()
        is_done = exchange.visits.filter(happened_at__isnull=False).exists()
        if request and not is_done and exchange.agreements.filter(mode=Mode.PRO, replaced_at=None).exists():
            said["quote_token"] = request.token
    return said
