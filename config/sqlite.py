"""The SQLite library this Campagnon runs on."""

import sqlite3

from django.core.exceptions import ImproperlyConfigured

# The WAL-reset corruption bug is in 3.7.0 to 3.51.2, but for these back-ports (sqlite.org, "WAL-reset bug").
FIRST_SOUND_VERSION = (3, 51, 3)
BACKPORTED_VERSIONS = {(3, 44): 6, (3, 50): 7}


def is_sound(version: tuple[int, int, int]) -> bool:
    """Whether an SQLite of this version is free of the WAL-reset corruption bug."""
    fixed_in = BACKPORTED_VERSIONS.get(version[:2])
    return version >= FIRST_SOUND_VERSION or (fixed_in is not None and version[2] >= fixed_in)


def refuse_unsound_library() -> None:
    """Stop before a database can be harmed."""
    if not is_sound(sqlite3.sqlite_version_info):
        raise ImproperlyConfigured(
            f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode. "
            "Install the pysqlite3 wheel of requirements.txt, or set DATABASE_URL to a PostgreSQL database."
        )
