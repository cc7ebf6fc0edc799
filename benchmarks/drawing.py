"""A country of offers and needs, drawn at random and always the same for a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from campagnon.catalogue.models import Service
from campagnon.territories.models import Commune

OPEN_NEEDS = 200_000
SEARCHES = 2_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """An offer or a need as the searches see it; a need has no reach and no rank."""

    number: int
    service: int
    commune: int
    modes: int
    reach_minutes: int = 0
    rank: int = 0


class Country:
    """Where people live and what they ask for: by population, with some luck, and by Zipf's law."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        communes = list(Commune.objects.current().order_by("id").values_list("id", "population"))
        self.communes = [number for number, _ in communes]
        weights = [population * self.random.lognormvariate(0, 0.5) + 1 for _, population in communes]
        self._by_population = list(accumulate(weights))
        services = list(Service.objects.order_by("position").values_list("id", "modes"))
        self._modes = dict(services)
        self._services = [number for number, _ in services]
        self._zipf = list(accumulate(1 / place for place in range(1, len(services) + 1)))

    def places(self, count: int) -> list[int]:
        return self.random.choices(self.communes, cum_weights=self._by_population, k=count)

    def services(self, count: int) -> list[int]:
        return self.random.choices(self._services, cum_weights=self._zipf, k=count)

    def modes_of(self, service: int) -> int:
        return self._modes[service]

    def offers(self, count: int) -> list[Drawn]:
        places, services = self.places(count), self.services(count)
        reaches = self.random.choices(range(5, 65, 5), k=count)
        ranks = self.random.choices(range(10, 91), k=count)
        return [
            Drawn(i + 1, services[i], places[i], self._some_modes(services[i]), reaches[i], ranks[i])
            for i in range(count)
        ]

    def needs(self, count: int = OPEN_NEEDS) -> list[Drawn]:
        places, services = self.places(count), self.services(count)
        return [Drawn(i + 1, services[i], places[i], self._some_modes(services[i])) for i in range(count)]

    def searches(self, count: int = SEARCHES) -> list[Drawn]:
        """What is asked: half where people live, half in any commune, so that empty country counts."""
        places = self.places(count // 2) + self.random.choices(self.communes, k=count - count // 2)
        reaches: Sequence[int] = self.random.choices(range(5, 65, 5), k=count)
        drawn = zip(places, self.services(count), reaches, strict=True)
        found = [
            Drawn(i, service, place, self.modes_of(service), reach)
            for i, (place, service, reach) in enumerate(drawn)
        ]
        self.random.shuffle(found)
        return found

    def _some_modes(self, service: int) -> int:
        allowed = self._modes[service]
        return self.random.randint(1, 7) & allowed or allowed
