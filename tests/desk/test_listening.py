"""What the counter hears from the rooms below."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from campagnon.channels.actions import promise_a_call
from campagnon.desk.models import Call, CallBack
from campagnon.people.actions import close_account
from campagnon.territories.laying_out import to_layout
from campagnon.territories.opening import Calendar, Span
from tests.desk.conftest import at

pytestmark = pytest.mark.django_db


def wants(person, words="Rappelez-moi") -> bool:
    return promise_a_call(person, words, now=timezone.now())


def test_somebody_wants_to_be_called_and_is_the_next_working_day(here, marcelle, monday):
    assert wants(marcelle, "Son bois") is True
    [back] = CallBack.objects.all()
    assert (back.person, back.territory, back.on, back.about) == (
        marcelle,
        here,
        date(2026, 11, 24),
        "Son bois",
    )


def test_the_weekend_and_holidays_are_passed_over(here, marcelle, monday):
    monday.move_to(timezone.localtime().replace(month=12, day=24))
    wants(marcelle)
    assert CallBack.objects.get().on == date(2026, 12, 28)


def test_a_counter_open_on_wednesdays_and_fridays_calls_back_then(counter, call, here, marcelle, monday):
    morning = (Span(time(9), time(12)),)
    closed = ((date(2026, 11, 25), date(2026, 11, 26)),)
    here.opening = to_layout(Calendar(((), (), morning, (), morning, (), ()), "60", closed))
    here.save()
    wants(marcelle)
    assert CallBack.objects.get().on == date(2026, 11, 27)
    assert counter.get(at(call)).context["back_on"] == "2026-11-27"


def test_asked_twice_about_one_thing_it_is_one_call(here, marcelle):
    for words in ("Son bois", "Son bois", "Sa chaudière"):
        wants(marcelle, words)
    assert [back.about for back in CallBack.objects.order_by("pk")] == ["Son bois", "Sa chaudière"]


def test_where_no_counter_is_open_nothing_is_promised(here, marcelle):
    here.opened_at = timezone.now() + timedelta(days=3)
    here.save()
    assert wants(marcelle) is False
    assert CallBack.objects.count() == 0


def test_who_leaves_takes_along_what_the_counter_noted(counter, call, marcelle, odile, here):
    counter.post(at(call, "saisie"), {"words": "Canari du besoin", "note": "Canari de la note"})
    counter.post(at(call, "rappel"), {"back_on": "2026-11-24"})
    Call.objects.create(territory=here, agent=odile, person=odile, notes="D’une autre personne")
    close_account(marcelle, by=marcelle)
    assert CallBack.objects.count() == 0
    assert [one.notes for one in Call.objects.all()] == ["D’une autre personne"]
