from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from campagnon.territories.bulk import count_again, write_rows
from campagnon.territories.models import Commune, Epci, LoadedReference, Neighbour
from campagnon.territories.nearness import Grid
from campagnon.territories.travel import INSIDE_MINUTES, Place

Row = tuple[int, int, int, int]  # here, rank, other, minutes
CHUNK = 500


def add_missing_selves() -> None:
    """Give every commune its first neighbour, itself, so that a search finds at least the village."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO territories_neighbour (here_id, ord, other_id, minutes)"
            " SELECT id, 1, id, %s FROM territories_commune"
            " WHERE NOT EXISTS (SELECT 1 FROM territories_neighbour WHERE here_id = id AND ord = 1)",
            [INSIDE_MINUTES],
        )


def rebuild_open_neighbours() -> None:
    """Store again every pair that has at least one end in an open territory, and no longer the others."""
    LoadedReference.objects.update(country_neighbours_at=None)
    _store_around(_places(Commune.objects.in_open_territory()))


def store_neighbours_of(epci: Epci) -> None:
    """Store the pairs that have an end in a newly opened territory, both ways."""
    if LoadedReference.objects.filter(country_neighbours_at__isnull=False).exists():
        return  # every pair is there already, and rebuilding only the open ones would lose the others
    _store_around(_places(Commune.objects.current().filter(epci=epci)))


def store_country_neighbours() -> Iterator[int]:
    """Store every pair of the country, a few hundred communes at a time; yields how many are done."""
    places = _places(Commune.objects.current())
    grid = Grid(places.items())
    done = 0
    for numbers in _chunks(sorted(places)):
        _replace(numbers, (row for here in numbers for row in _rows_of(here, places[here], grid)))
        done += len(numbers)
        yield done
    count_again("territories_neighbour")
    LoadedReference.objects.update(country_neighbours_at=timezone.now())


def _store_around(centres: dict[int, Place]) -> None:
    """Rewrite the neighbours of the centres and of all that lies within their reach.

    An open commune sees everything near; another commune sees the open ones, and itself.
    """
    if not centres:
        return
    everywhere = _places(Commune.objects.current())
    opened = _places(Commune.objects.in_open_territory())
    grid, open_grid = Grid(everywhere.items()), Grid(opened.items())
    touched = sorted({other for place in centres.values() for other, _ in grid.near(place)})
    for numbers in _chunks(touched):
        _replace(
            numbers,
            (
                row
                for here in numbers
                for row in _rows_of(here, everywhere[here], grid if here in opened else open_grid)
            ),
        )
    count_again("territories_neighbour", "territories_territory")


def _places(communes: Iterable[Commune]) -> dict[int, Place]:
    return {
        number: (latitude, longitude)
        for number, latitude, longitude in communes.values_list("id", "latitude", "longitude")
    }


def _rows_of(here: int, place: Place, grid: Grid) -> Iterator[Row]:
    yield here, 1, here, INSIDE_MINUTES
    others = ((other, minutes) for other, minutes in grid.near(place) if other != here)
    for rank, (other, minutes) in enumerate(others, start=2):
        yield here, rank, other, minutes


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    walk = iter(numbers)
    while chunk := list(islice(walk, CHUNK)):
        yield chunk


@transaction.atomic
def _replace(numbers: list[int], rows: Iterable[Row]) -> None:
    """Swap the rows of some communes at once: a reader sees all the old or all the new."""
    Neighbour.objects.filter(here__in=numbers).delete()
    write_rows("territories_neighbour", ("here_id", "ord", "other_id", "minutes"), rows)
