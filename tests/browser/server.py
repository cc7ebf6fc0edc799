"""A Campagnon of its own for the journeys: what `make run` starts, on a free port, with the demo."""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 600


@dataclass(frozen=True)
class Server:
    """Where it answers, and where its data live."""

    address: str
    environment: dict[str, str]

    def manage(self, *words: str, said: str = "") -> str:
        """Run a management command on the server's data; `said` goes to its standard input."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            input=said,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


@contextmanager
def running(data: Path) -> Iterator[Server]:
    """Start `bin/serve` on a fresh demo, and stop it afterwards."""
    port = subprocess.run(
        [sys.executable, "bin/port", "pick"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CAMPAGNON_") and k != "DATABASE_URL"}
    environment = kept | {
        "CAMPAGNON_DATA": str(data),
        "CAMPAGNON_DEMO": "1",
        "PORT": port,
        "HOST": "127.0.0.1",
    }
    log = (data.parent / "serve.log").open("w+")
    program = subprocess.Popen(
        ["bin/serve"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    try:
        yield Server(_address(program, log.name), environment)
    finally:
        program.terminate()
        program.wait(timeout=30)
        program.stdout.close()
        log.close()


def _address(program: subprocess.Popen[str], log: str) -> str:
    """The address that the program prints once it answers."""
    deadline = time.monotonic() + START_SECONDS
    with selectors.DefaultSelector() as waiting:
        waiting.register(program.stdout, selectors.EVENT_READ)
        while time.monotonic() < deadline and waiting.select(deadline - time.monotonic()):
            line = program.stdout.readline()
            if line.startswith("Campagnon: "):
                return line.removeprefix("Campagnon: ").strip().rstrip("/")
            if not line:
                break
    raise AssertionError(f"bin/serve did not start: {Path(log).read_text()[-2000:]}")
