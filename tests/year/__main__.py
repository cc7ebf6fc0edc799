"""`make year NEEDS=2000 SEED=1`: a year in a database of its own; the last line is one JSON object."""

import logging
import os
import sys
import tempfile
from pathlib import Path
from time import monotonic

USUAL = {"NEEDS": 2000, "SEED": 1, "DAYS": 365}


def main() -> int:
    """Prepare a database in a temporary folder, play, say, and fail when a promise is broken."""
    needs, seed, days = (int(os.environ.get(name) or usual) for name, usual in USUAL.items())
    with tempfile.TemporaryDirectory(prefix="campagnon-year-") as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", CAMPAGNON_DATA=folder)
        for name in ("DATABASE_URL", "CAMPAGNON_DEMO", "CAMPAGNON_PRODUCTION", "CAMPAGNON_BASE_URL"):
            os.environ.pop(name, None)
        _prepare()
        from tests.year.run import play
        from tests.year.saying import say

        began = monotonic()
        played = play(needs=needs, seed=seed, days=days)
        say(played, needs=needs, seed=seed, seconds=monotonic() - began)
        return 0 if played.outcome.keeps_every_promise else 1


def _prepare() -> None:
    import django
    from django.conf import settings

    django.setup()
    # The folder is thrown away: nothing needs to outlive a power cut.
    options = settings.DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    # The forms cut in the middle are errors on purpose.
    logging.disable(logging.ERROR)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    from tests import reference

    reference.load()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.exit(main())
