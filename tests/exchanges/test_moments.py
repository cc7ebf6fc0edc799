from datetime import date, timedelta

from campagnon.exchanges.moments import news_at, reminder_at, weeks_after
from tests.exchanges.conftest import NINE, at


def test_a_reminder_comes_the_evening_before():
    assert reminder_at(NINE) == at(27, 18)


def test_news_are_asked_two_hours_after():
    assert (news_at(at(28, 11)), news_at(at(28, 20))) == (at(28, 13), at(29, 8))


def test_the_clock_on_the_wall_stays_the_same_when_the_hour_changes():
    before_the_change = at(20, 9, month=3).replace(year=2027)  # summer time begins on 28 March 2027
    after = weeks_after(before_the_change, 2)
    assert (before_the_change.utcoffset(), after.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))
    assert (after.date(), after.hour) == (date(2027, 4, 3), 9)
