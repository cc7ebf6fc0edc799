"""Calls that nobody makes are not forgotten."""

from datetime import time

import pytest
from django.core.cache import cache
from django.utils import timezone

from campagnon.channels.actions import Letter, tell
from campagnon.channels.models import Channel, Delivery
from campagnon.matching.actions.late_calls import late_calls, watch_calls
from campagnon.people.models import Agent
from campagnon.territories.actions import keep_hours
from campagnon.territories.models import CounterHours, Territory
from tests.conftest import MONDAY
from tests.exchanges.conftest import at, said_to

NEWS = Letter(subject="Des nouvelles", lines=["Nous cherchons encore."])


@pytest.fixture
def counter(monday, odile) -> Territory:
    """Picardie Verte answers on weekdays; Odile administers it."""
    territory = Territory.objects.get(slug="picardie-verte")
    Agent.objects.update(is_administrator=True)
    day = {"opens_at": time(9), "closes_at": time(12), "reopens_at": time(14), "recloses_at": time(17)}
    keep_hours(territory, [CounterHours(weekday=weekday, **day) for weekday in range(5)], by=None)
    return territory


def watch(clock, moment) -> dict[str, int]:
    clock.move_to(moment)
    cache.clear()
    return watch_calls(now=timezone.now())


def test_a_call_is_late_after_a_day_of_the_counter_and_administrators_hear_once_a_day(
    counter, marcelle, odile, monday
):
    tell(marcelle, NEWS, key="news")
    assert watch(monday, at(24, 9, 59)) == {"calls_alarmed": 0}
    assert late_calls(counter, now=timezone.now()) == []
    assert watch(monday, at(24, 10)) == {"calls_alarmed": 1}
    assert late_calls(counter, now=timezone.now()) == [Delivery.objects.get(key="news")]
    assert said_to(odile) == ["1 nouvelle à dire ou à poster attend depuis plus d’un jour"]
    assert "/guichet/territoires/picardie-verte/a-dire/" in Delivery.objects.get(person=odile).text
    watch(monday, at(24, 11))
    assert len(said_to(odile)) == 1
    watch(monday, at(25, 9))
    assert len(said_to(odile)) == 2


def test_when_only_letters_are_late_they_are_shown(counter, marcelle, odile, monday, signed_in):
    marcelle.prefers = Channel.LETTER
    marcelle.save()
    for key in ("news", "more"):
        tell(marcelle, NEWS, key=key)
    watch(monday, at(24, 10))
    alarm = Delivery.objects.get(person=odile)
    assert alarm.subject == "2 nouvelles à dire ou à poster attendent depuis plus d’un jour"
    address = "/guichet/territoires/picardie-verte/a-poster/"
    assert address in alarm.text
    assert signed_in(odile).get(address)["Location"] == "/guichet/courrier/"


def test_a_closed_counter_is_not_late(counter, marcelle, monday):
    monday.move_to(at(27, 17))
    tell(marcelle, NEWS, key="news")
    assert watch(monday, at(30, 16)) == {"calls_alarmed": 0}
    assert watch(monday, at(30, 17))["calls_alarmed"] == 1


def test_a_call_that_was_made_is_not_late(counter, marcelle, monday):
    tell(marcelle, NEWS, key="news")
    Delivery.objects.update(sent_at=MONDAY)
    assert watch(monday, at(26, 10)) == {"calls_alarmed": 0}
