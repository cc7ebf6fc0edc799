"""The clock and the declared months: a recap on the 1st, one reminder on the 4th, and never more."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.core.management import call_command

from campagnon.channels.gsm7 import for_sms
from campagnon.channels.models import Channel, Delivery
from campagnon.exchanges.actions.declaring import declare_month, take_back_declaration
from campagnon.exchanges.actions.ending import finish_exchange
from campagnon.exchanges.actions.recapping import advance_months
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.people.actions import close_account
from tests.exchanges.conftest import MOWING, agreed, at, need_mowing, said_to
from tests.exchanges.jobs import IN_CESU, NOVEMBER, WEEKLY, hired, worked

NOTHING = {"recaps": 0, "declare_reminders": 0}
RECAP = {"recaps": 1, "declare_reminders": 0}
REMINDER = {"recaps": 0, "declare_reminders": 1}
TO_DECLARE = "Novembre avec Karim : 2 h à déclarer"
LAST_CALL = "Novembre avec Karim : à déclarer d’ici le 5 décembre"


def clock(traveller, moment: datetime) -> dict[str, int]:
    """Move to a moment and let the clock act; its second turn must find nothing to do."""
    traveller.move_to(moment)
    counts = advance_months(now=moment)
    assert advance_months(now=moment) == NOTHING
    return counts


@pytest.fixture
def job(need, karim, lea, monday):
    exchange = hired(need, karim)
    worked(exchange, monday)
    return exchange


def test_the_recap_comes_on_the_first_at_a_decent_hour_and_once(job, lea, monday):
    assert clock(monday, at(30, 18)) == NOTHING
    assert clock(monday, at(1, 8, 59, month=12)) == NOTHING
    assert clock(monday, at(1, 9, month=12)) == RECAP
    assert said_to(lea)[-1] == TO_DECLARE
    for day in (1, 2, 3):
        assert clock(monday, at(day, 18, month=12)) == NOTHING


def test_the_recap_says_days_hours_what_to_type_and_until_when(job, lea, monday):
    clock(monday, at(1, 9, month=12))
    letter = Delivery.objects.filter(person=lea).latest("pk").text.replace("\u00a0", " ")
    for said in (
        "En novembre, Karim a travaillé 2 h pour vous : à déclarer d’ici le 5 décembre.",
        "Tondre la pelouse : samedi 28, 9 h (2 h).",
        "période d’emploi du 28 au 30 novembre 2026, 2 heures, et le salaire net d’une heure",
        "cochez « C’est déclaré » et nous n’en reparlerons plus",
        f"/echanges/{job.public_id}/cesu/2026-11/",
    ):
        assert said in letter
    assert "sans nouvelles" not in letter


def test_one_reminder_on_the_fourth_and_never_again(job, lea, monday):
    clock(monday, at(1, 9, month=12))
    assert clock(monday, at(4, 9, month=12)) == REMINDER
    assert said_to(lea)[-1] == LAST_CALL
    for day in (4, 5, 6, 20):
        assert clock(monday, at(day, 12, month=12)) == NOTHING
    assert said_to(lea).count(LAST_CALL) == 1


def test_who_said_declared_hears_nothing_more(job, lea, monday):
    declare_month(job, NOVEMBER, by=lea)
    assert clock(monday, at(1, 9, month=12)) == NOTHING
    take_back_declaration(job, NOVEMBER, by=lea)
    assert clock(monday, at(1, 10, month=12)) == RECAP
    declare_month(job, NOVEMBER, by=lea)
    assert clock(monday, at(4, 9, month=12)) == NOTHING


def test_a_clock_that_comes_late_says_one_thing_at_a_time(job, lea, monday):
    assert clock(monday, at(4, 9, month=12)) == RECAP
    assert clock(monday, at(5, 9, month=12)) == NOTHING


def test_a_clock_that_slept_past_the_fifth_says_so(job, lea, monday):
    assert clock(monday, at(7, 12, month=12)) == RECAP
    letter = Delivery.objects.filter(person=lea).latest("pk").text
    assert "à déclarer, c’était pour le 5 décembre" in letter


def test_a_recap_is_not_sent_at_the_end_of_the_next_month(job, monday):
    assert clock(monday, at(21, 12, month=12)) == NOTHING


def test_hours_said_late_bring_the_recap_late(need, karim, lea, monday):
    exchange = hired(need, karim, IN_CESU)
    assert clock(monday, at(1, 9, month=12)) == NOTHING
    monday.move_to(at(2, 12, month=12))
    settle_visit(exchange.visits.get(), happened=True, by=karim)
    assert clock(monday, at(2, 13, month=12)) == RECAP


def test_a_visit_without_news_is_told_in_the_recap(need, karim, lea, monday):
    exchange = hired(need, karim, replace(WEEKLY, starts_at=at(24, 9)))
    worked(exchange, monday)
    other = exchange.visits.get(turn=1)
    other.starts_at, other.ends_at = at(30, 9), at(30, 11)
    other.save()
    clock(monday, at(1, 9, month=12))
    letter = Delivery.objects.filter(person=lea).latest("pk").text
    assert "Un rendez-vous reste sans nouvelles : dites s’il a eu lieu" in letter


def test_an_exchange_that_is_over_is_declared_all_the_same(need, karim, lea, monday):
    exchange = hired(need, karim, IN_CESU)
    worked(exchange, monday)
    assert finish_exchange(exchange, by=lea)
    assert clock(monday, at(1, 9, month=12)) == RECAP


def test_nothing_is_said_of_mutual_help_nor_of_a_month_without_hours(need, karim, lea, monday):
    worked(agreed(need, karim, MOWING), monday)
    monday.move_to(at(23, 10))
    hired(need_mowing(lea), karim)
    assert clock(monday, at(1, 9, month=12)) == NOTHING


def test_the_employee_who_left_is_declared_too(job, karim, lea, monday):
    close_account(karim, by=karim)
    assert clock(monday, at(1, 9, month=12)) == RECAP
    assert said_to(lea)[-1] == "Novembre avec Ancien compte : 2 h à déclarer"


def test_nobody_writes_to_an_employer_who_left(job, lea, monday):
    close_account(lea, by=lea)
    assert clock(monday, at(1, 9, month=12)) == NOTHING


def test_each_of_these_messages_fits_one_sms(job, karim, lea, monday):
    lea.phone, lea.prefers = "+33612345618", Channel.SMS
    lea.save()
    karim.first_name = "Marie-Antoinette-Élisabeth"
    karim.save()
    before = Delivery.objects.count()
    clock(monday, at(1, 9, month=12))
    clock(monday, at(4, 9, month=12))
    declare_month(job, NOVEMBER, by=lea)
    texts = list(Delivery.objects.order_by("pk").values_list("text", flat=True)[before:])
    assert len(texts) == 3
    assert [text for text in texts if len(for_sms(text)) > 160] == []


def test_the_program_of_the_clock_does_it(job, lea, monday):
    monday.move_to(at(1, 9, month=12))
    call_command("advance")
    assert TO_DECLARE in said_to(lea)
