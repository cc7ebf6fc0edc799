"""Production refuses to start on settings that would harm the people who trust it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOUND = {
    "CAMPAGNON_PRODUCTION": "1",
    "CAMPAGNON_SECRET_KEY": "k7" * 25,
    "CAMPAGNON_BASE_URL": "https://campagnon.example",
    "CAMPAGNON_SMTP_HOST": "smtp.campagnon.example",
}


def start(tmp_path: Path, *, code: str = "import config.settings", **changes: str | None):
    """Read the settings in a process of their own, in production but for `changes`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAMPAGNON_")}
    kept.pop("DATABASE_URL", None)
    asked = {**SOUND, "CAMPAGNON_DATA": str(tmp_path), **changes}
    environment = kept | {name: value for name, value in asked.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_starts_on_sound_settings(tmp_path):
    started = start(tmp_path)
    assert (started.returncode, started.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"CAMPAGNON_DEMO": "1"}, "cannot go with CAMPAGNON_DEMO"),
        ({"CAMPAGNON_DEBUG": "1"}, "cannot go with CAMPAGNON_DEMO or CAMPAGNON_DEBUG"),
        ({"CAMPAGNON_SECRET_KEY": None}, "set CAMPAGNON_SECRET_KEY"),
        ({"CAMPAGNON_SECRET_KEY": "too-short"}, "set CAMPAGNON_SECRET_KEY"),
        ({"CAMPAGNON_BASE_URL": None}, "set CAMPAGNON_BASE_URL"),
        ({"CAMPAGNON_BASE_URL": "http://campagnon.example"}, "https://"),
        ({"CAMPAGNON_SMTP_HOST": None}, "set CAMPAGNON_SMTP_HOST"),
        ({"DATABASE_URL": "mysql://somebody@127.0.0.1/base"}, "PostgreSQL"),
    ],
)
def test_production_refuses_unsound_settings(tmp_path, changes, said):
    started = start(tmp_path, **changes)
    assert started.returncode != 0
    assert "ImproperlyConfigured" in started.stderr
    assert said in started.stderr


@pytest.mark.parametrize("version", ["(3, 40, 1)", "(3, 51, 2)", "(3, 44, 5)"])
def test_an_sqlite_that_can_corrupt_is_refused(tmp_path, version):
    code = f"import config, sqlite3; sqlite3.sqlite_version_info = {version}; import config.settings"
    started = start(tmp_path, code=code)
    assert started.returncode != 0
    assert "can corrupt a database" in started.stderr


@pytest.mark.parametrize("version", ["(3, 51, 3)", "(3, 50, 7)", "(3, 53, 4)"])
def test_an_sqlite_that_cannot_corrupt_is_accepted(tmp_path, version):
    code = f"import config, sqlite3; sqlite3.sqlite_version_info = {version}; import config.settings"
    assert start(tmp_path, code=code).returncode == 0


def test_a_secret_made_for_this_machine_is_its_own_and_stays(tmp_path):
    code = "import config.settings as s; print(s.SECRET_KEY)"
    local = {"CAMPAGNON_PRODUCTION": None, "CAMPAGNON_SECRET_KEY": None}
    first = start(tmp_path / "one", code=code, **local).stdout
    again = start(tmp_path / "one", code=code, **local).stdout
    elsewhere = start(tmp_path / "two", code=code, **local).stdout
    assert first == again
    assert first != elsewhere
    assert (tmp_path / "one" / "secret_key").stat().st_mode & 0o777 == 0o600
