from campagnon.exchanges.models.agreement import Agreement
from campagnon.exchanges.models.declaration import Declaration
from campagnon.exchanges.models.exchange import EndReason, Exchange
from campagnon.exchanges.models.message import Message
from campagnon.exchanges.models.priced_line import LineKind, PricedLine
from campagnon.exchanges.models.quote import Quote, QuoteLine, QuoteQuestion, QuoteState
from campagnon.exchanges.models.thanks import Thanks
from campagnon.exchanges.models.visit import Visit

__all__ = [
    "Agreement",
    "Declaration",
    "EndReason",
    "Exchange",
    "LineKind",
    "Message",
    "PricedLine",
    "Quote",
    "QuoteLine",
    "QuoteQuestion",
    "QuoteState",
    "Thanks",
    "Visit",
]
