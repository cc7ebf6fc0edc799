"""The whole measure: the country grows from one size to the next, everything is timed at each."""

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.contenders import Memory, PostGIS, Search, on, shipped_helpers, shipped_needs
from benchmarks.drawing import OPEN_NEEDS, Country, Drawn
from benchmarks.engines import has_postgis, speaking_to
from benchmarks.filling import lay_out, write_needs, write_offers
from benchmarks.page import time_results_page
from benchmarks.timing import Timing, disagreements, time_in_turns

Say = Callable[[str], None]


@dataclass
class Results:
    """What was measured, by size and by contender."""

    seed: int
    helpers: dict[int, dict[str, Timing]] = field(default_factory=dict)
    disagreements: dict[int, int] = field(default_factory=dict)
    needs: dict[str, Timing] = field(default_factory=dict)
    needs_disagreements: int = 0
    pages: dict[str, Timing] = field(default_factory=dict)
    page_queries: int = 0


def measure_all(sizes: list[int], seed: int, *, on: list[str], say: Say) -> Results:
    results = Results(seed)
    lay_out(say, on=on)
    country = Country(seed)
    searches = country.searches()
    offers, needs = country.offers(sizes[-1]), country.needs()
    memory = Memory(searches)
    postgis = _postgis(on, say)
    written = 0
    for size in sizes:
        say(f"{size} offers")
        _grow(offers[written:size], memory, postgis, on)
        written = size
        say(f"{size} offers: timing")
        _time_helpers(results, size, searches, memory, postgis, on)
    say(f"{OPEN_NEEDS} open needs")
    _time_needs(results, needs, searches, memory, on)
    say("the results page")
    for engine in on:
        with speaking_to(engine):
            elapsed, busy, queries = time_results_page(searches)
        results.pages |= {engine: elapsed, f"{engine}, processor": busy}
        results.page_queries = max(results.page_queries, queries)
    return results


def _postgis(engines: list[str], say: Say) -> PostGIS | None:
    if "postgresql" not in engines:
        return None
    if not has_postgis():
        say("PostGIS is not installed (postgresql-NN-postgis-3): left out.")
        return None
    return PostGIS()


def _grow(offers: list[Drawn], memory: Memory, postgis: PostGIS | None, engines: list[str]) -> None:
    for engine in engines:
        with speaking_to(engine):
            write_offers(offers)
    memory.add_offers(offers)
    if postgis:
        postgis.build()


def _time_helpers(
    results: Results,
    size: int,
    searches: list[Drawn],
    memory: Memory,
    postgis: PostGIS | None,
    engines: list[str],
) -> None:
    contenders: dict[str, Search] = {engine: on(engine, shipped_helpers) for engine in engines}
    contenders["memory"] = memory.helpers
    results.disagreements[size] = disagreements(contenders, searches)
    if postgis:
        contenders["postgis"] = on("postgis", postgis.helpers)
    results.helpers[size] = time_in_turns(contenders, searches)


def _time_needs(
    results: Results, needs: list[Drawn], searches: list[Drawn], memory: Memory, engines: list[str]
) -> None:
    for engine in engines:
        with speaking_to(engine):
            write_needs(needs)
    memory.add_needs(needs)
    contenders: dict[str, Search] = {engine: on(engine, shipped_needs) for engine in engines}
    contenders["memory"] = memory.needs
    results.needs_disagreements = disagreements(contenders, searches)
    results.needs = time_in_turns(contenders, searches)
