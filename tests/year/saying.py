"""What is printed at the end of a year."""

import sys

from django.utils import timezone

from tests.year.run import Played

SHOWN = 8


def say(played: Played, *, needs: int, seed: int, seconds: float) -> None:
    """The figures in a few lines, the longest silences, and the JSON object last."""
    outcome = played.outcome
    tell = sys.stdout.write
    tell(f"A year of {needs} needs, seed {seed}, in {seconds:.0f} s; ends on {played.ended:%Y-%m-%d}.\n")
    tell("  " + ", ".join(f"{name} {count}" for name, count in played.counts.items()) + "\n")
    for one in outcome.silences[:SHOWN]:
        need, hours = one.need, one.longest.total_seconds() / 3600
        since = timezone.localtime(one.begins)
        tell(
            f"  heard nothing for {hours:.1f} h since {since:%a %Y-%m-%d %H:%M}:"
            f" need {need.pk}, {need.came_by}, {need.author.prefers}\n"
        )
    tell(outcome.line() + "\n")
