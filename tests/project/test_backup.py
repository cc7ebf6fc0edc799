"""A backup taken while somebody writes can be restored."""

import os
import sqlite3
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def back_up(data: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CAMPAGNON_DATA": str(data)}
    return subprocess.run(
        ["bin/backup", str(folder)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_backup_holds_what_was_written_and_the_photos(tmp_path):
    data = tmp_path / "data"
    (data / "photos" / "ab").mkdir(parents=True)
    (data / "photos" / "ab" / "abcdef.webp").write_bytes(b"a photo")
    live = sqlite3.connect(data / "campagnon.sqlite3")
    live.execute("PRAGMA journal_mode=WAL")
    live.execute("CREATE TABLE need (words TEXT)")
    live.execute("INSERT INTO need VALUES ('tondre')")
    live.commit()
    live.execute("INSERT INTO need VALUES ('pas encore dit')")

    said = back_up(data, tmp_path / "kept")

    live.close()
    assert (said.returncode, said.stderr) == (0, "")
    with tarfile.open(said.stdout.strip()) as archive:
        (tmp_path / "restored.sqlite3").write_bytes(archive.extractfile("campagnon.sqlite3").read())
        photo = archive.extractfile("photos/ab/abcdef.webp").read()
    restored = sqlite3.connect(tmp_path / "restored.sqlite3")
    assert restored.execute("SELECT words FROM need").fetchall() == [("tondre",)]
    restored.close()
    assert photo == b"a photo"


def test_a_backup_of_nothing_says_so(tmp_path):
    (tmp_path / "data").mkdir()
    said = back_up(tmp_path / "data", tmp_path / "kept")
    assert said.returncode != 0
    assert list((tmp_path / "kept").glob("*.tar.gz")) == []


def test_the_oldest_backups_are_forgotten(tmp_path):
    data, kept = tmp_path / "data", tmp_path / "kept"
    data.mkdir()
    kept.mkdir()
    sqlite3.connect(data / "campagnon.sqlite3").execute("CREATE TABLE need (words TEXT)").connection.close()
    for day in range(1, 16):
        (kept / f"campagnon-202601{day:02}-023000.tar.gz").touch()
    assert back_up(data, kept).returncode == 0
    left = sorted(p.name for p in kept.iterdir())
    assert len(left) == 14
    assert left[0] == "campagnon-20260103-023000.tar.gz"
