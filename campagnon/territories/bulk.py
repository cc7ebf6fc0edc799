from collections.abc import Iterable

from django.db import connection


def write_rows(table: str, columns: tuple[str, ...], rows: Iterable[tuple[int | str, ...]]) -> None:
    """Write many rows as fast as the engine can: tens of thousands, where model instances cost seconds."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def count_again(*tables: str) -> None:
    """Tell PostgreSQL's planner what was just written, rather than let it guess for a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")
