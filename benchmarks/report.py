"""The measures as tables to read, and one line of JSON to keep."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.drawing import OPEN_NEEDS
from benchmarks.timing import Timing

if TYPE_CHECKING:
    from benchmarks.run import Results

NAMES = {
    "sqlite": "Campagnon on SQLite",
    "postgresql": "Campagnon on PostgreSQL",
    "memory": "dictionaries in memory (limit)",
    "sqlite, processor": "  its processor time",
    "postgresql, processor": "  the web server’s processor time",
    "postgis": "PostGIS, ST_DWithin + KNN",
}


def print_report(results: "Results") -> None:
    print("\nThe 20 nearest whose reach covers a need (ms)")
    for size, timings in results.helpers.items():
        print(f"\n  {size:,} offers; different minutes in {results.disagreements[size]} searches")
        _print_timings(timings)
    print(
        f"\nThe open needs that an offer can serve, {OPEN_NEEDS:,} needs (ms);"
        f" different minutes in {results.needs_disagreements} searches"
    )
    _print_timings(results.needs)
    print(f"\nThe results page, {max(results.helpers):,} offers (ms); {results.page_queries} queries at most")
    _print_timings(results.pages)
    found = ratios(results)
    print("\nRatios")
    for name, ratio in found.items():
        print(f"  {name:55} {ratio:.2f}")
    print("\n" + json.dumps({**asdict(results), "ratios": found}))


def _print_timings(timings: dict[str, Timing]) -> None:
    print(f"  {'':32} {'p50':>8} {'p95':>8} {'p99':>8} {'a second':>10}")
    for name, t in timings.items():
        print(f"  {NAMES[name]:32} {t.p50:8.3f} {t.p95:8.3f} {t.p99:8.3f} {t.per_second:10,.0f}")


def ratios(results: "Results") -> dict[str, float]:
    """What may be quoted: one measure over another of the same run."""
    found = {}
    for size, timings in results.helpers.items():
        shipped = [engine for engine in ("sqlite", "postgresql") if engine in timings]
        for engine in shipped:
            for beside in ("postgis", "memory"):
                if beside in timings:
                    ratio = timings[engine].p95 / timings[beside].p95
                    found[f"p95 {engine} / {beside}, {size:,} offers"] = round(ratio, 2)
    sizes = sorted(results.helpers)
    for small, large in zip(sizes, sizes[1:], strict=False):
        for name, timing in results.helpers[large].items():
            ratio = timing.p95 / results.helpers[small][name].p95
            found[f"p95 {name}, {large:,} / {small:,} offers"] = round(ratio, 2)
    return found
