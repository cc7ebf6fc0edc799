"""A PostgreSQL that lives as long as the measure, in a folder of its own."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here need survive a power cut; the rest is what a small server would be given.
OPTIONS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "shared_buffers=1GB",
    "maintenance_work_mem=256MB",
    "max_wal_size=4GB",
)


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).parent if on_path else None


@contextmanager
def throwaway_postgresql(folder: Path) -> Iterator[int]:
    """Start a cluster in a folder, give its port, and stop it whatever happens."""
    bin_ = binaries()
    assert bin_ is not None
    data = folder / "cluster"
    data.mkdir()
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(data, "postgres")
    port = free_port()
    run(bin_ / "initdb", "-D", data, "-U", "campagnon", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 "
    options += " ".join(f"-c {option}" for option in OPTIONS)
    run(bin_ / "pg_ctl", "-D", data, "-l", data / "log", "-w", "start", "-o", options)
    try:
        yield port
    finally:
        run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def run(*command: Path | str) -> None:
    """Run one of PostgreSQL's programs; it refuses to be root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
