from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.advancing import advance_exchanges
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import EndReason, Exchange
from campagnon.exchanges.states import LONGEST_WAIT
from campagnon.matching.actions.laddering import advance_needs
from campagnon.notices.actions.closing import close_need
from campagnon.notices.models import CloseReason, Need
from tests.exchanges.conftest import (
    MOWING,
    NINE,
    agreed,
    asked,
    at,
    need_mowing,
    offer_mowing,
    opened,
    said_to,
)


def advance_twice(clock, moment: datetime) -> dict[str, int]:
    """Move to a moment and let the clock act; its second turn must find nothing to do."""
    clock.move_to(moment)
    counts = advance_exchanges(now=moment)
    told = Delivery.objects.count()
    assert advance_exchanges(now=moment) == {}
    Exchange.objects.live().update(next_step_at=moment)  # even when it looks again
    assert advance_exchanges(now=moment) == {}
    assert Delivery.objects.count() == told
    for exchange in Exchange.objects.live():
        assert moment < exchange.next_step_at <= moment + LONGEST_WAIT
    return counts


def test_a_proposal_without_an_answer_is_nudged_then_let_go(need, karim, nadia, lea, monday):
    exchange = opened(need, karim)
    assert advance_twice(monday, at(23, 20)) == {}
    assert advance_twice(monday, at(24, 10)) == {"nudged": 1}
    assert said_to(lea)[-1] == "Karim attend votre réponse"
    assert advance_twice(monday, at(25, 10)) == {"given_up": 1}
    exchange.refresh_from_db()
    need.refresh_from_db()
    assert (exchange.end_reason, exchange.ended_by) == (EndReason.SILENCE, None)
    assert said_to(lea)[-1] == "Avec Karim, cela n’a pas abouti"
    assert "Avec Léa, cela n'a pas abouti" in said_to(karim)[-1]
    assert need.is_open and need.next_step_at <= timezone.now() + timedelta(hours=48)


def test_the_one_who_has_not_spoken_last_is_nudged(need, karim, lea, monday):
    exchange = opened(need, karim)
    monday.move_to(at(23, 12))
    send_message(exchange, "Avez-vous une tondeuse ?", by=lea)
    assert advance_twice(monday, at(24, 10)) == {}
    assert advance_twice(monday, at(24, 12)) == {"nudged": 1}
    assert "Léa attend un mot de vous" in said_to(karim)[-1]
    assert said_to(lea)[-1] == "Nous avons relancé Karim"


def test_a_word_after_the_nudge_gives_time_again(need, karim, lea, monday):
    exchange = opened(need, karim)
    advance_twice(monday, at(24, 10))
    monday.move_to(at(24, 11))
    send_message(exchange, "Je regarde avec ma grand-mère.", by=lea)
    assert advance_twice(monday, at(25, 10)) == {}
    assert advance_twice(monday, at(25, 11)) == {"nudged": 1}
    assert advance_twice(monday, at(26, 11)) == {"given_up": 1}


def test_a_clock_that_slept_says_the_end_only(need, karim, lea, monday):
    opened(need, karim)
    assert advance_twice(monday, at(27, 10)) == {"given_up": 1}
    assert "Karim attend votre réponse" not in said_to(lea)


def test_a_clock_that_comes_at_night_waits_for_the_morning(need, karim, lea, monday):
    exchange = opened(need, karim)
    told = Delivery.objects.count()
    assert advance_exchanges(now=at(25, 3)) == {}
    exchange.refresh_from_db()
    assert (exchange.next_step_at, exchange.ended_at, Delivery.objects.count()) == (at(25, 8), None, told)


def test_the_next_helper_is_asked_when_one_is_silent(need, karim, joel, lea, monday):
    opened(need, karim)
    offer_mowing(joel)
    need.suggestions.filter(helper=joel).delete()
    advance_twice(monday, at(25, 10))
    assert need.suggestions.filter(helper=joel, answer="").count() == 1


def test_the_evening_before_both_are_reminded(need, karim, lea, monday):
    agreed(need, karim)
    assert advance_twice(monday, at(27, 17, 59)) == {}
    assert advance_twice(monday, at(27, 18)) == {"reminded": 1}
    assert said_to(lea)[-1] == "Demain à 9 h avec Karim"
    assert said_to(karim)[-1].startswith("Campagnon : Demain à 9 h, vous avez rendez-vous avec Léa")


def test_a_moved_visit_is_reminded_again(need, karim, lea, monday):
    visit = agreed(need, karim).visits.get()
    advance_twice(monday, at(27, 18))
    moved = propose_moment(visit.exchange, replace(MOWING, starts_at=at(30, 9)), by=karim, moves=visit)
    assert accept_agreement(moved, by=lea)
    assert advance_twice(monday, at(29, 18)) == {"reminded": 1}


def test_after_the_visit_both_are_asked_and_silence_is_never_taken_for_a_yes(need, karim, lea, odile, monday):
    exchange = agreed(need, karim)
    advance_twice(monday, at(27, 18))
    assert advance_twice(monday, at(28, 13)) == {"asked": 1}
    assert said_to(lea)[-1] == "Votre rendez-vous avec Karim a-t-il eu lieu ?"
    assert advance_twice(monday, at(30, 13)) == {"asked_again": 1}
    assert advance_twice(monday, at(1, 13, month=12)) == {"let_go": 1}
    exchange.refresh_from_db()
    need.refresh_from_db()
    assert (exchange.end_reason, need.close_reason) == (EndReason.SILENCE, CloseReason.PAST)
    assert said_to(odile)[-1] == "Sans nouvelles d’un rendez-vous, à Gerberoy"
    assert exchange.visits.filter(happened_at__isnull=False).count() == 0


def test_a_visit_that_took_place_closes_the_need_as_helped_after_two_days(need, karim, lea, monday):
    exchange = agreed(need, karim)
    advance_twice(monday, at(28, 13))
    settle_visit(exchange.visits.get(), happened=True, by=karim, now=at(28, 14))
    assert advance_twice(monday, at(30, 13)) == {}
    assert advance_twice(monday, at(30, 14)) == {"closed_helped": 1}
    need.refresh_from_db()
    assert (need.close_reason, need.closed_by) == (CloseReason.HELPED, None)


def test_a_visit_that_did_not_take_place_waits_two_days_for_another_moment(need, karim, lea, monday):
    exchange = agreed(need, karim)
    advance_twice(monday, at(28, 13))
    settle_visit(exchange.visits.get(), happened=False, by=lea, now=at(28, 14))
    assert advance_twice(monday, at(29, 14)) == {"nudged": 1}
    assert said_to(lea)[-1] == "Un autre moment avec Karim ?"
    assert "Votre rendez-vous avec Léa n'a pas eu lieu" in said_to(karim)[-1]
    assert advance_twice(monday, at(30, 13)) == {}
    assert advance_twice(monday, at(30, 14)) == {"given_up": 1}


def test_another_moment_after_a_missed_visit_starts_again(need, karim, lea, monday):
    exchange = agreed(need, karim)
    advance_twice(monday, at(28, 13))
    settle_visit(exchange.visits.get(), happened=False, by=lea, now=at(28, 14))
    monday.move_to(at(28, 15))
    counter = propose_moment(exchange, replace(MOWING, starts_at=at(30, 9)), by=karim)
    assert accept_agreement(counter, by=lea)
    assert list(exchange.visits.values_list("starts_at", flat=True)) == [NINE, at(30, 9)]
    assert exchange.agreements.standing().count() == 1


def test_a_weekly_exchange_keeps_eight_visits_ahead(need, karim, lea, monday):
    weekly = need_mowing(lea, is_recurring=True, ends_on=None)
    exchange = agreed(weekly, karim, replace(MOWING, is_weekly=True))
    advance_twice(monday, at(28, 13))
    settle_visit(exchange.visits.first(), happened=True, by=lea, now=at(28, 14))
    advance_twice(monday, at(30, 14))
    assert exchange.visits.coming(at(30, 14)).count() == 8
    assert exchange.visits.values("starts_at").distinct().count() == 9
    exchange.refresh_from_db()
    assert exchange.ended_at is None


def test_the_search_sleeps_while_an_exchange_lives_even_past_the_day(need, karim, lea, monday):
    exchange = agreed(need, karim)
    moment = at(23, 10)
    while moment < at(29, 10):
        moment += timedelta(hours=6)
        monday.move_to(moment)
        advance_exchanges(now=moment)
        advance_needs(now=moment)
    need.refresh_from_db()
    exchange.refresh_from_db()
    assert (need.is_open, exchange.ended_at) == (True, None)


@pytest.mark.parametrize(
    ("reason", "moment", "end"),
    [
        ("useless", at(24, 10), EndReason.NEED_CLOSED),
        ("helped", at(24, 10), EndReason.NEED_CLOSED),
        ("helped", at(28, 12), EndReason.HELPED),
    ],
)
def test_an_exchange_ends_with_its_need(need, karim, lea, monday, reason, moment, end):
    exchange = agreed(need, karim)
    monday.move_to(moment)
    close_need(need, reason=reason, by=lea)
    exchange.refresh_from_db()
    assert (exchange.end_reason, exchange.ended_by, exchange.next_step_at) == (end, lea, None)
    assert asked(need, karim).ended_at is not None
    assert exchange.visits.coming(moment).count() == 0


def test_the_need_closed_by_the_clock_tells_both(need, karim, lea):
    opened(need, karim)
    close_need(need, reason="past", by=None)
    assert said_to(lea)[-1] == "Ce n’est plus nécessaire : tondre la pelouse"
    assert "Le besoin est fermé" in said_to(karim)[-1]


def test_one_command_advances_everything_and_leaves_its_heartbeat(need, karim, monday, capsys):
    opened(need, karim)
    monday.move_to(at(24, 10))
    call_command("advance")
    assert "nudged 1" in capsys.readouterr().out
    assert cache.get("clock-heartbeat") == timezone.now().isoformat()
    call_command("advance")
    assert "nudged" not in capsys.readouterr().out


def test_a_reminder_that_nobody_said_is_left_unsaid_after_the_visit(need, karim, lea, monday):
    lea.prefers = "call"
    lea.save()
    agreed(need, karim)
    assert advance_twice(monday, at(27, 18)) == {"reminded": 1}
    assert Delivery.objects.waiting().filter(person=lea, key__startswith="remind-").exists()
    assert advance_twice(monday, at(28, 13)) == {"asked": 1}
    assert not Delivery.objects.waiting().filter(person=lea, key__startswith="remind-").exists()
    assert Delivery.objects.waiting().filter(person=lea, key__startswith="news-").exists()


def test_an_asker_who_is_called_answers_from_the_call_on(need, karim, lea, monday):
    """Proposed on Monday at 10 h, said on Tuesday at 9 h: recalled on Wednesday, given up on Thursday."""
    lea.prefers = "call"
    lea.save()
    opened(Need.objects.get(), karim)
    turns = [at(day, hour) for day in (23, 24, 25, 26) for hour in range(11 if day == 23 else 8, 21)]
    taken = {}
    for moment in turns:
        monday.move_to(moment)
        if moment == at(24, 9):
            Delivery.objects.filter(key__startswith="proposed-").update(sent_at=moment)
        if done := advance_exchanges(now=moment):
            taken[moment] = done
    assert taken == {at(25, 9): {"nudged": 1}, at(26, 9): {"given_up": 1}}
