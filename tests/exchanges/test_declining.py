"""A proposed change is refused in one click, and what stands goes on standing."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.agreeing import accept_agreement, decline_agreement, propose_moment
from campagnon.exchanges.models import Agreement, Exchange
from tests.exchanges.conftest import MOWING, NINE, agreed, at, need_mowing, opened, said_to
from tests.exchanges.test_exchange import text_of, url
from tests.exchanges.test_need import told

KEPT = "Léa préfère garder le rendez-vous prévu : samedi 28 novembre à 9 h"
BUTTON = "Garder ce qui est prévu"


@pytest.fixture
def exchange(need, karim) -> Exchange:
    return agreed(need, karim)


@pytest.fixture
def move(exchange, karim) -> Agreement:
    """Karim would rather come on Sunday."""
    sunday = replace(MOWING, starts_at=at(29, 15))
    return propose_moment(exchange, sunday, by=karim, moves=exchange.visits.get())


def test_a_move_is_refused_in_one_click_and_the_visit_stands(signed_in, exchange, move, lea, karim):
    shown = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert BUTTON in shown and url("refusal", exchange) in shown
    after = signed_in(lea).post(url("refusal", exchange), {"agreement": move.pk}, follow=True)
    assert "C’est noté, rien ne change. Nous prévenons Karim." in text_of(after)
    visit = exchange.visits.get()
    assert (visit.starts_at, visit.cancelled_at, visit.sequence) == (NINE, None, 0)
    move.refresh_from_db()
    assert (move.declined_at, move.accepted_at, move.waits) == (at(23, 10), None, False)
    assert said_to(karim)[-1].startswith(f"Campagnon : {KEPT}.")
    assert BUTTON not in text_of(signed_in(lea).get(url("exchange", exchange)))


def test_the_message_says_that_one_may_refuse(move, lea):
    assert "un non pour garder ce qui est prévu" in Delivery.objects.filter(person=lea).latest("pk").text


def test_the_author_of_the_need_sees_the_move_beside_the_visit(signed_in, need, move, lea):
    page = text_of(signed_in(lea).get(reverse("exchanges:need", args=[need.public_id])))
    assert "Samedi 28 novembre, 9 h" in page and "Karim propose de déplacer" in page and BUTTON in page


def test_the_story_says_that_it_was_kept(need, exchange, move, lea, karim):
    assert decline_agreement(move, by=lea)
    assert "Vous préférez garder le rendez-vous prévu." in told(need)
    back = propose_moment(exchange, MOWING, by=lea, moves=exchange.visits.get())
    assert decline_agreement(back, by=karim)
    assert "Karim préfère garder le rendez-vous prévu." in told(need)


def test_refusing_twice_says_it_once_and_accepting_comes_too_late(signed_in, exchange, move, lea, karim):
    assert [decline_agreement(move, by=lea) for _again in range(2)] == [True, False]
    assert len([said for said in said_to(karim) if KEPT in said]) == 1
    assert accept_agreement(move, by=lea) is False
    twice = signed_in(lea).post(url("refusal", exchange), {"agreement": move.pk}, follow=True)
    assert "n’est plus valable" not in text_of(twice)


def test_another_move_can_be_proposed_after_a_refusal(exchange, move, lea, karim):
    assert decline_agreement(move, by=lea)
    other = propose_moment(exchange, replace(MOWING, starts_at=at(28, 14)), by=karim, moves=move.moves)
    assert accept_agreement(other, by=lea)
    assert exchange.visits.get().starts_at == at(28, 14)


def test_what_was_replaced_meanwhile_is_told(signed_in, exchange, move, lea, karim):
    propose_moment(exchange, replace(MOWING, starts_at=at(28, 14)), by=karim, moves=exchange.visits.get())
    answer = signed_in(lea).post(url("refusal", exchange), {"agreement": move.pk}, follow=True)
    assert "Cette proposition n’est plus valable." in text_of(answer)


def test_a_change_for_every_week_is_refused_and_the_week_stands(signed_in, need, karim, lea):
    weekly = need_mowing(lea, is_recurring=True, ends_on=None)
    exchange = agreed(weekly, karim, replace(MOWING, is_weekly=True))
    change = propose_moment(exchange, replace(MOWING, starts_at=at(29, 9), is_weekly=True), by=karim)
    shown = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert BUTTON in shown and "Demander à quelqu’un d’autre" not in shown
    assert decline_agreement(change, by=lea)
    assert exchange.agreements.standing().get().starts_at == NINE
    assert exchange.visits.coming(at(23, 10)).count() == 8


def test_a_first_proposal_has_nothing_to_keep(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    shown = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert BUTTON not in shown and "Demander à quelqu’un d’autre" in shown
    assert decline_agreement(exchange.agreements.get(), by=lea) is False
    assert exchange.agreements.get().waits


def test_nobody_refuses_for_somebody_else(signed_in, exchange, move, karim, joel):
    for person in (karim, joel):
        with pytest.raises(PermissionDenied):
            decline_agreement(move, by=person)
        answer = signed_in(person).post(url("refusal", exchange), {"agreement": move.pk})
        assert answer.status_code == 404
    move.refresh_from_db()
    assert move.waits
