from campagnon.exchanges.models.agreement import Agreement
from campagnon.exchanges.models.exchange import EndReason, Exchange
from campagnon.exchanges.models.message import Message
from campagnon.exchanges.models.thanks import Thanks
from campagnon.exchanges.models.visit import Visit

__all__ = ["Agreement", "EndReason", "Exchange", "Message", "Thanks", "Visit"]
