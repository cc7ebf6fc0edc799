from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from campagnon.channels.actions import Letter, tell
from campagnon.exchanges.clock_steps import HEARTBEAT_KEY
from campagnon.notices.models import Need
from tests.conftest import MONDAY
from tests.pages.test_boards import need_of


def test_a_clock_that_beats_is_healthy(client, db):
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat())
    assert client.get("/sante/").status_code == 200


def test_a_clock_that_stopped_raises_the_alarm(client, db):
    cache.set(HEARTBEAT_KEY, (timezone.now() - timedelta(minutes=20)).isoformat())
    assert client.get("/sante/").status_code == 503
    cache.clear()
    assert client.get("/sante/").json()["clock"] is False


def test_a_need_that_is_late_raises_the_alarm(client, lea):
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat())
    need_of(lea, "tonte")
    Need.objects.update(next_step_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/sante/")
    assert (answer.status_code, answer.json()["late_needs"]) == (503, 1)


def test_a_message_that_waits_for_the_morning_is_no_incident(client, lea, monday):
    monday.move_to(MONDAY.replace(hour=22))
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat())
    tell(lea, Letter(subject="Bonjour", lines=["Bonjour"]), key="one")
    monday.shift(timedelta(hours=3))
    assert client.get("/sante/").json()["stuck_messages"] == 0
    monday.shift(timedelta(hours=8))
    assert client.get("/sante/").json()["stuck_messages"] == 1
