from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from campagnon.exchanges.management.commands.advance import HEARTBEAT_KEY
from campagnon.notices.models import Need
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
