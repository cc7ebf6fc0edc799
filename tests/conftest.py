"""What every test stands on: a loaded database, the cast, a client that reads pages, a clock that stands."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests import reference
from tests.reading import ReadingClient

pytest_plugins = ["tests.cast"]

PARIS = ZoneInfo("Europe/Paris")
# The day on which tests that speak of days take place: a Monday.
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix) -> None:
    """A file rather than memory, so that threads can meet in it; it need not outlive a power cut."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        reference.load()


@pytest.fixture(autouse=True)
def _whole_reference(request) -> None:
    """A test with real transactions leaves the tables empty: what no test writes comes back for the next."""
    uses_database = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if uses_database or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        reference.make_whole()


@pytest.fixture(autouse=True)
def _nothing_outside(settings, tmp_path) -> None:
    """Photos in a folder of the test's own; static files by their plain names."""
    settings.MEDIA_ROOT = tmp_path / "photos"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def client() -> ReadingClient:
    return ReadingClient()


@pytest.fixture
def signed_in():
    """A client for each person: `signed_in(marcelle).get(…)`; agents have shown their second factor."""

    def sign_in(person, *, second_factor: bool = True) -> ReadingClient:
        own = ReadingClient()
        own.enter(person, second_factor=second_factor)
        return own

    return sign_in


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """It is Monday 23 November 2026, 10 h, until the test moves the clock: `monday.shift(3600)`."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock
