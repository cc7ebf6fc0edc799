"""A calendar as plain values that a column can hold, and back. Pure."""

from datetime import date, time
from typing import Any

from campagnon.territories.opening import Calendar, Span

Layout = dict[str, Any]


def to_layout(calendar: Calendar) -> Layout:
    """What a column keeps of a calendar."""
    return {
        "week": [[[f"{s.opens:%H:%M}", f"{s.closes:%H:%M}"] for s in spans] for spans in calendar.week],
        "department": calendar.department,
        "closed": [[first.isoformat(), last.isoformat()] for first, last in calendar.closed],
    }


def from_layout(layout: Layout) -> Calendar:
    """The calendar that a column keeps."""
    return Calendar(
        tuple(
            tuple(Span(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans)
            for spans in layout["week"]
        ),
        layout["department"],
        tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in layout["closed"]),
    )
