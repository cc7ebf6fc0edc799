from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from campagnon.common.night import after_the_night, before_the_night, decent_time, is_night

PARIS = ZoneInfo("Europe/Paris")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "after", "before"),
    [
        (at(23, 8), at(23, 8), at(23, 8)),
        (at(23, 20, 29), at(23, 20, 29), at(23, 20, 29)),
        (at(23, 20, 30), at(24, 8), at(23, 20)),
        (at(23, 23, 30), at(24, 8), at(23, 20)),
        (at(24, 3), at(24, 8), at(23, 20)),
    ],
)
def test_nobody_is_written_to_at_night(moment, after, before):
    assert (after_the_night(moment), before_the_night(moment)) == (after, before)
    assert is_night(moment) is (moment != after)


def test_the_night_is_that_of_paris_whatever_the_clock_of_the_machine():
    assert [is_night(datetime(2026, 7, 1, hour, 31, tzinfo=ZoneInfo("UTC"))) for hour in (17, 18)] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("now", "needed_by", "leaves_at"),
    [
        (at(23, 15), None, at(23, 15)),
        (at(23, 22), None, at(24, 8)),
        (at(23, 22), at(23, 22) + timedelta(minutes=10), at(23, 22)),
        (at(23, 22), at(24, 7), at(23, 22)),
        (at(23, 22), at(24, 8), at(24, 8)),
        (at(23, 22), at(23, 21), at(24, 8)),
    ],
    ids=["by day", "waits", "a code", "a visit at dawn", "soon enough in the morning", "too late already"],
)
def test_at_night_only_what_cannot_wait_leaves(now, needed_by, leaves_at):
    assert decent_time(now, needed_by=needed_by) == leaves_at
