from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from campagnon.channels.actions import Letter, tell
from campagnon.common.one_by_one import SomeFailed
from campagnon.exchanges.clock_steps import HEARTBEAT_KEY
from campagnon.exchanges.management.commands.advance import STEPS, advance
from campagnon.matching.actions import laddering
from campagnon.notices.models import Need
from tests.conftest import MONDAY
from tests.exchanges.conftest import said_to
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
    assert answer.json()["alarms"] == ["1 besoin aurait dû avancer il y a plus d’une demi-heure."]
    need_of(lea, "ramonage")
    Need.objects.update(next_step_at=timezone.now() - timedelta(hours=1))
    two = client.get("/sante/").json()["alarms"]
    assert two == ["2 besoins auraient dû avancer il y a plus d’une demi-heure."]


def test_a_message_that_waits_for_the_morning_is_no_incident(client, lea, monday):
    monday.move_to(MONDAY.replace(hour=22))
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat())
    tell(lea, Letter(subject="Bonjour", lines=["Bonjour"]), key="one")
    monday.shift(timedelta(hours=3))
    assert client.get("/sante/").json()["stuck_messages"] == 0
    monday.shift(timedelta(hours=8))
    assert client.get("/sante/").json()["stuck_messages"] == 1


def test_a_step_that_fails_three_turns_in_a_row_is_said_and_the_others_go_on(
    client, lea, mme_roux, monkeypatch
):
    need = need_of(lea, "tonte")
    Need.objects.update(next_step_at=timezone.now())

    def breaks(now):
        raise OSError("the disk is full")

    monkeypatch.setitem(STEPS, "months", breaks)
    for turn in range(3):
        assert "Une tâche" not in " ".join(said_to(mme_roux))
        assert client.get("/sante/").status_code == (200 if turn else 503)
        advance(timezone.now())
    need.refresh_from_db()
    assert need.next_step_at > timezone.now()
    answer = client.get("/sante/")
    assert (answer.status_code, list(answer.json()["failing_steps"])) == (503, ["months"])
    assert "La tâche « months » échoue depuis" in answer.json()["alarms"][0]
    assert said_to(mme_roux) == ["Campagnon : une tâche de l’horloge échoue"]
    advance(timezone.now())
    assert len(said_to(mme_roux)) == 1
    monkeypatch.undo()
    advance(timezone.now())
    assert client.get("/sante/").status_code == 200


def test_a_need_that_cannot_be_advanced_stops_no_other(lea, monkeypatch):
    first, second = need_of(lea, "tonte"), need_of(lea, "ramonage")
    Need.objects.update(next_step_at=timezone.now())
    take = laddering._take_step

    def breaks_for_one(need, now):
        if need == first:
            raise LookupError("broken row")
        return take(need, now)

    monkeypatch.setattr(laddering, "_take_step", breaks_for_one)
    with pytest.raises(SomeFailed, match="1 failed"):
        laddering.advance_needs(now=timezone.now())
    second.refresh_from_db()
    assert second.next_step_at > timezone.now()
    assert list(Need.objects.due(timezone.now())) == [first]


def test_a_message_that_is_late_by_day_raises_the_alarm_and_a_call_does_not(client, lea, marcelle, monday):
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat())
    tell(marcelle, Letter(subject="Bonjour", lines=["Bonjour"]), key="call")
    monday.shift(timedelta(hours=2))
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat())
    assert client.get("/sante/").json()["stuck_messages"] == 0
    tell(lea, Letter(subject="Bonjour", lines=["Bonjour"]), key="mail")
    monday.shift(timedelta(minutes=16))
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat())
    answer = client.get("/sante/")
    assert answer.status_code == 503
    assert answer.json()["alarms"] == ["1 message aurait dû partir il y a plus d’un quart d’heure."]
