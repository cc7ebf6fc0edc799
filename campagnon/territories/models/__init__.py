from campagnon.territories.models.commune import Commune, CommuneName, Epci, Interest, LoadedReference
from campagnon.territories.models.neighbour import Neighbour
from campagnon.territories.models.territory import Territory

__all__ = ["Commune", "CommuneName", "Epci", "Interest", "LoadedReference", "Neighbour", "Territory"]
