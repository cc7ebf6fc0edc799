"""python -m benchmarks: OFFERS="10000 100000 1000000" and SEED may be said in the environment."""

import os
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

OFFERS = [int(word) for word in os.environ.get("OFFERS", "10000 100000 1000000").split()]
SEED = int(os.environ.get("SEED", "2026"))
STARTED = perf_counter()


def say(words: str) -> None:
    print(f"[{perf_counter() - STARTED:4.0f} s] {words}", flush=True)


def prepare(folder: Path) -> None:
    """A Campagnon of its own in a folder, on SQLite, with its usual settings."""
    for name in ("DATABASE_URL", "CAMPAGNON_DEMO", "CAMPAGNON_DEBUG", "CAMPAGNON_PRODUCTION"):
        os.environ.pop(name, None)
    os.environ["CAMPAGNON_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.conf import settings

    django.setup()
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


def main() -> None:
    # Asked to stop, it still stops PostgreSQL and leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="campagnon-bench-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        (folder / "data").mkdir()
        prepare(folder / "data")
        from benchmarks import cluster, engines

        on = ["sqlite"]
        if cluster.binaries():
            engines.add_postgresql(stack.enter_context(cluster.throwaway_postgresql(folder)))
            on.append("postgresql")
        else:
            say("PostgreSQL is not installed: SQLite alone is measured.")
        from django.db import connections

        stack.callback(connections.close_all)
        from benchmarks.report import print_report
        from benchmarks.run import measure_all

        print_report(measure_all(sorted(OFFERS), SEED, on=on, say=say))
        say("done")


if __name__ == "__main__":
    sys.exit(main())
