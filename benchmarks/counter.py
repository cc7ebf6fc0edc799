"""python -m benchmarks.counter: how long the counter looks for somebody among PEOPLE (100,000)."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.__main__ import SEED, prepare, say

PEOPLE = int(os.environ.get("PEOPLE", "100000"))
SEARCHES = 100
OPEN = ("246000848", "200005932")


def fill(random: Random) -> None:
    """Everybody lives in the two pilots: fifty thousand in each is more than any territory would have."""
    from django.utils import timezone

    from campagnon.desk.models import NameWord
    from campagnon.desk.naming import words_of
    from campagnon.pages.demo.words import last_names, rows
    from campagnon.people.models import User
    from campagnon.territories.models import Commune

    first_names = [row["first_name"] for row in rows("people")]
    communes = list(Commune.objects.in_open_territory())
    now = timezone.now()
    people = [
        User(
            first_name=random.choice(first_names),
            last_name=random.choice(last_names()),
            commune=random.choice(communes),
            call_phone=f"+3335301{random.randrange(10_000):04}",
            adult_declared_at=now,
            opened_at=now,
        )
        for _ in range(PEOPLE)
    ]
    User.objects.bulk_create(people, batch_size=2000)
    words = (
        NameWord(person=one, word=word) for one in people for word in words_of(one.first_name, one.last_name)
    )
    NameWord.objects.bulk_create(words, batch_size=5000)


def time_searches(random: Random) -> None:
    from benchmarks.timing import Timing
    from campagnon.desk.finding import find_people
    from campagnon.people.models import User
    from campagnon.territories.models import Territory

    here = Territory.objects.get(pk=OPEN[0])
    known = list(User.objects.filter(commune__epci=OPEN[0]).order_by("pk")[:5000])
    asked = [random.choice(known) for _ in range(SEARCHES)]
    kinds = {
        "two letters": lambda one: one.last_name[:2],
        "first name": lambda one: one.first_name,
        "first name, one letter": lambda one: f"{one.first_name} {one.last_name[:1]}",
        "whole name": lambda one: f"{one.first_name} {one.last_name}",
        "number": lambda one: one.call_phone,
    }
    for kind, typed in kinds.items():
        seconds = []
        for one in asked:
            start = perf_counter()
            found = find_people(typed(one), here)
            seconds.append(perf_counter() - start)
            assert found
        timing = Timing.of(seconds)
        say(f"{kind}: p50 {timing.p50:.1f} ms, p95 {timing.p95:.1f} ms, p99 {timing.p99:.1f} ms")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="campagnon-bench-"))
    try:
        (folder / "data").mkdir()
        prepare(folder / "data")
        from django.core.management import call_command

        for words in (["migrate"], ["load_reference"], *(["territory", "open", siren] for siren in OPEN)):
            call_command(*words, **({"verbosity": 0} if words == ["migrate"] else {}))
        random = Random(SEED)
        say(f"{PEOPLE} people")
        fill(random)
        time_searches(random)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
