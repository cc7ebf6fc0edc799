"""Between 20 h 30 and 8 h nobody is written to, but for what they asked for and what cannot wait."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from campagnon.channels.actions import Letter, Round, deliver_due, tell, write
from campagnon.channels.actions.delivering import LEASE
from campagnon.channels.models import Channel, Delivery
from campagnon.people import mail
from tests.conftest import MONDAY

EVENING = MONDAY.replace(hour=22)
MORNING = MONDAY.replace(hour=8) + timedelta(days=1)
LETTER = Letter(
    subject="Karim peut samedi", lines=["Il vient à 14 h 30."], sms="Campagnon : Karim peut samedi."
)


def next_try() -> datetime:
    return Delivery.objects.get().next_try_at


def test_what_is_written_in_the_evening_leaves_in_the_morning(lea, letterbox, monday):
    monday.move_to(EVENING)
    tell(lea, LETTER, key="one")
    assert (deliver_due(), next_try()) == (Round(), MORNING)
    monday.move_to(MORNING - timedelta(seconds=1))
    assert deliver_due() == Round()
    monday.move_to(MORNING)
    assert deliver_due() == Round(sent=1)
    assert len(letterbox.letters) == 1


def test_an_sms_waits_as_a_letter_does(karim, gateway, monday):
    monday.move_to(EVENING)
    tell(karim, LETTER, key="one")
    assert (deliver_due(), gateway.asked) == (Round(), [])
    monday.move_to(MORNING)
    assert (deliver_due(), len(gateway.asked)) == (Round(sent=1), 1)


def test_a_code_leaves_at_any_hour(lea, letterbox, gateway, monday):
    monday.move_to(EVENING)
    mail.code(code="123456", email=lea.email)
    mail.code(code="123456", phone="+33639981217")
    mail.second_factor_changed(lea)
    assert deliver_due() == Round(sent=3)


def test_a_code_that_could_not_leave_in_time_wakes_nobody(lea, letterbox, monday):
    monday.move_to(EVENING)
    mail.code(code="123456", email=lea.email)
    letterbox.refusal = "451 greylisted"
    leaving = [deliver_due() for _minute in range(30) if monday.shift(60) is None]
    assert sum(done.postponed for done in leaving) == 4  # after 1, 2, 4 and 8 minutes
    assert next_try() == MORNING


def test_what_waited_all_day_for_a_clock_that_stood_still_waits_for_the_morning(lea, letterbox, monday):
    tell(lea, LETTER, key="one")
    assert next_try() == MONDAY
    monday.move_to(EVENING)
    assert deliver_due() == Round()
    monday.move_to(MORNING)
    assert deliver_due() == Round(sent=1)


def test_a_second_try_does_not_fall_in_the_night(lea, letterbox, monday):
    letterbox.refusal = "451 greylisted"
    monday.move_to(MONDAY.replace(hour=20, minute=29, second=30))
    tell(lea, LETTER, key="one")
    assert deliver_due() == Round(postponed=1)
    assert next_try() == MORNING


def test_what_dies_in_a_worker_at_night_comes_back_at_night(lea, letterbox, monday):
    monday.move_to(EVENING)
    needed_by = EVENING + timedelta(hours=2)
    write(Channel.EMAIL, lea.email, text="Bonjour", subject="Bonjour", key="one", needed_by=needed_by)
    Delivery.objects.update(next_try_at=timezone.now() + LEASE)
    assert deliver_due() == Round()
    monday.shift(LEASE)
    assert deliver_due() == Round(sent=1)


@pytest.mark.parametrize("at_night", [False, True])
def test_in_the_demo_all_is_read_at_once(lea, settings, monday, at_night):
    settings.DEMO = True
    monday.move_to(EVENING if at_night else MONDAY)
    tell(lea, LETTER, key="one")
    assert Delivery.objects.get().sent_at == timezone.now()
