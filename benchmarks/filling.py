"""Writes the country into both databases, in bulk."""

import sqlite3
from collections.abc import Callable, Iterator

from django.core.management import call_command
from django.db import connection, connections, transaction

from benchmarks.drawing import Drawn
from benchmarks.engines import speaking_to
from campagnon.catalogue.modes import Mode
from campagnon.territories.bulk import write_rows
from campagnon.territories.neighbours import store_country_neighbours

WHEN = "2026-11-20 10:00:00+00:00"
PEOPLE = 100_000
PAIRS = ("here_id", "ord", "other_id", "minutes")


def lay_out(say: Callable[[str], None], *, on: list[str]) -> None:
    """Tables, communes and catalogue on each engine; the whole country's neighbours, worked out once."""
    for engine in on:
        with speaking_to(engine):
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
            call_command("load_catalogue", verbosity=0)
            call_command("load_reference", verbosity=0)
    say("neighbours of the whole country (SQLite)")
    for done in store_country_neighbours():
        if done % 10_000 == 0:
            say(f"  {done} communes")
    if "postgresql" in on:
        say("neighbours of the whole country (PostgreSQL, copied)")
        _copy_neighbours()
    for engine in on:
        with speaking_to(engine):
            write_people()


def _copy_neighbours() -> None:
    lines = (
        "SELECT group_concat(here_id || char(9) || ord || char(9) || other_id || char(9) || minutes,"
        " char(10)) || char(10) FROM territories_neighbour GROUP BY here_id"
    )
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    with connections["postgresql"].cursor() as cursor:
        cursor.execute("TRUNCATE territories_neighbour")
        with cursor.copy(f"COPY territories_neighbour ({', '.join(PAIRS)}) FROM STDIN") as copy:
            for (text,) in raw.execute(lines):
                copy.write(text)
        cursor.execute("VACUUM ANALYZE territories_neighbour")


def write_people() -> None:
    """Those who offer and need; where they live does not matter to the searches."""
    columns = (
        "id", "session_seed", "public_id", "email", "prefers", "first_name", "last_name", "commune_id",
        "adult_declared_at", "arrived_at", "opened_at", "agenda_token", "is_active",
    )  # fmt: skip
    rows = (
        (
            n,
            f"s{n}",
            f"p{n}",
            f"p{n}@exemple.fr",
            "email",
            f"Prénom{n}",
            "Nom",
            1,
            WHEN,
            WHEN,
            WHEN,
            f"a{n}",
            True,
        )
        for n in range(1, PEOPLE + 1)
    )
    with transaction.atomic():
        write_rows("people_user", columns, rows)


def write_offers(offers: list[Drawn]) -> None:
    """Offers of one service each, and the rows that the search reads."""
    offer_columns = (
        "id", "public_id", "author_id", "commune_id", "words", "modes", "reach_minutes", "availability",
        "published_at", "confirm_every_days", "confirmed_at", "childcare_place", "agrement_number",
    )  # fmt: skip
    search_columns = (
        "offer_id", "service_id", "commune_id", "reach_minutes", "modes", "rank", "is_listed",
    )  # fmt: skip
    with transaction.atomic():
        write_rows("notices_offer", offer_columns, map(_offer_row, offers))
        write_rows(
            "notices_offeredservice",
            search_columns,
            ((o.number, o.service, o.commune, o.reach_minutes, o.modes, o.rank, True) for o in offers),
        )
    tidy("notices_offer", "notices_offeredservice")


def _offer_row(offer: Drawn) -> tuple[int | str, ...]:
    author = offer.number % PEOPLE + 1
    return (
        offer.number, f"o{offer.number}", author, offer.commune, "Je peux rendre ce service près de chez moi",
        offer.modes, offer.reach_minutes, (1 << 21) - 1, WHEN, 90, WHEN, "", "",
    )  # fmt: skip


def write_needs(needs: list[Drawn]) -> None:
    columns = (
        "id", "public_id", "author_id", "service_id", "commune_id", "words", "part_of_day", "is_recurring",
        "modes", "published_at", "next_step_at", "close_reason",
    )  # fmt: skip

    def rows() -> Iterator[tuple[int | str, ...]]:
        for n in needs:
            author = n.number % PEOPLE + 1
            yield (
                n.number, f"n{n.number}", author, n.service, n.commune, "J’ai besoin d’un coup de main", "",
                False, n.modes or Mode.FREE, WHEN, WHEN, "",
            )  # fmt: skip

    with transaction.atomic():
        write_rows("notices_need", columns, rows())
    tidy("notices_need")


def tidy(*tables: str) -> None:
    """What autovacuum does by itself within minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"VACUUM ANALYZE {table}")
