from campagnon.territories.models.commune import Commune, CommuneName, Epci, Interest, LoadedReference
from campagnon.territories.models.neighbour import Neighbour
from campagnon.territories.models.opening import ClosedDay, CounterHours
from campagnon.territories.models.territory import Territory

__all__ = [
    "ClosedDay",
    "Commune",
    "CommuneName",
    "CounterHours",
    "Epci",
    "Interest",
    "LoadedReference",
    "Neighbour",
    "Territory",
]
