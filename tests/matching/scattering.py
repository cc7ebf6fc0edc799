"""Many offers and needs written at once, for the searches to find."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.notices.models import CloseReason, Need, Offer, OfferedService
from campagnon.people.models import User
from campagnon.territories.models import Neighbour


@dataclass(frozen=True)
class Listed:
    """One row of the search, as the oracle sees it."""

    offer_id: int
    service_id: int
    commune_id: int
    reach_minutes: int
    modes: int
    rank: int
    is_listed: bool


def scatter_offers(random: Random, author: User, communes: Sequence[int], count: int) -> list[Listed]:
    """So many offers at random, each with one to three services; some are paused."""
    services = list(Service.objects.values_list("pk", flat=True)[:6])
    offers = Offer.objects.bulk_create(
        Offer(
            author=author,
            commune_id=random.choice(communes),
            words="Je rends service",
            modes=random.randint(1, 7),
            reach_minutes=random.choice(range(5, 65, 5)),
        )
        for _ in range(count)
    )
    rows = [
        OfferedService(
            offer=offer,
            service_id=service,
            commune_id=offer.commune_id,
            reach_minutes=offer.reach_minutes,
            modes=offer.modes,
            rank=random.choice([10, 50, 90]),
            is_listed=random.random() < 0.9,
        )
        for offer in offers
        for service in random.sample(services, random.randint(1, 3))
    ]
    OfferedService.objects.bulk_create(rows)
    return [Listed(**{name: getattr(row, name) for name in Listed.__annotations__}) for row in rows]


def scatter_needs(random: Random, author: User, communes: Sequence[int], count: int) -> list[Need]:
    """So many needs at random; one in five is closed."""
    now = timezone.now()
    services = list(Service.objects.values_list("pk", flat=True)[:6])
    still_open, closed = {"next_step_at": now}, {"closed_at": now, "close_reason": CloseReason.USELESS}
    return Need.objects.bulk_create(
        Need(
            author=author,
            service_id=random.choice(services),
            commune_id=random.choice(communes),
            words="J’ai besoin d’aide",
            modes=random.randint(1, 7),
            published_at=now - timedelta(minutes=number),
            **(still_open if random.random() < 0.8 else closed),
        )
        for number in range(count)
    )


def neighbours_of(commune_id: int) -> list[tuple[int, int, int]]:
    """(rank, commune, minutes) of everything stored around a commune."""
    rows = Neighbour.objects.filter(here=commune_id).order_by("ord")
    return list(rows.values_list("ord", "other_id", "minutes"))


def plan_of(query: str, parameters: Iterable[int]) -> str:
    """How the engine means to answer."""
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN (COSTS OFF) "
    with connection.cursor() as cursor:
        cursor.execute(explain + query, list(parameters))
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
