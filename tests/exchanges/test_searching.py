"""What becomes of the others who were asked, when two people agree and when it falls through."""

import pytest

from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import Outcome, answer_suggestion
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.offering import step_forward
from campagnon.matching.models import Answer
from campagnon.notices.actions.offers import pause_offer
from campagnon.notices.models import Need
from tests.exchanges.conftest import MOWING, agreed, asked, at, offer_mowing, opened, said_to
from tests.exchanges.test_answer import page_of
from tests.exchanges.test_exchange import text_of

RESERVED = "Quelqu’un d’autre aide Léa : tondre la pelouse"
ASKED_AGAIN = "Léa a encore besoin d’aide à Gerberoy : tondre la pelouse"


@pytest.fixture
def need_of_three(need, joel) -> Need:
    """Joël, who has just offered too, was asked with Karim and Nadia."""
    offer_mowing(joel)
    assert need.suggestions.waiting().count() == 3
    return need


def in_reserve(need, person) -> None:
    assert answer_suggestion(asked(need, person), answer="yes", by=person, proposal=MOWING) is Outcome.RESERVE


def test_an_agreement_thanks_the_reserve_and_leaves_the_others_in_peace(
    client, need_of_three, karim, nadia, joel, lea
):
    need = need_of_three
    exchange = opened(need, karim)
    in_reserve(need, nadia)
    before = said_to(joel)
    assert RESERVED not in said_to(nadia)
    assert accept_agreement(exchange.agreements.get(), by=lea)
    assert said_to(nadia)[-1] == RESERVED
    assert (asked(need, nadia).answer, asked(need, nadia).ended_at) == (Answer.YES, None)
    assert "si la place se libère" in text_of(client.get(page_of(need, nadia)))
    assert (said_to(joel), asked(need, joel).ended_at) == (before, at(23, 10))
    page = text_of(client.get(page_of(need, joel)))
    assert "Quelqu’un s’en charge : vous n’avez rien à faire." in page
    assert "Oui, je peux" not in page
    yes = answer_suggestion(asked(need, joel), answer="yes", by=joel, proposal=MOWING)
    assert yes is Outcome.SETTLED


def test_the_reserve_is_thanked_once_whatever_is_agreed_next(need, karim, nadia, lea):
    exchange = opened(need, karim)
    in_reserve(need, nadia)
    assert accept_agreement(exchange.agreements.get(), by=lea)
    visit = exchange.visits.get()
    for moved in (visit, None):
        assert accept_agreement(propose_moment(exchange, MOWING, by=karim, moves=moved), by=lea)
    assert said_to(nadia).count(RESERVED) == 1


def test_an_exchange_that_falls_asks_the_reserve_then_those_stopped_too_soon(
    client, need_of_three, karim, nadia, joel, lea
):
    need = need_of_three
    exchange = opened(need, karim)
    in_reserve(need, nadia)
    assert accept_agreement(exchange.agreements.get(), by=lea)
    decline_exchange(exchange, by=karim)
    for person in (nadia, joel):
        assert said_to(person)[-1] == ASKED_AGAIN
        assert (asked(need, person).answer, asked(need, person).ended_at) == ("", None)
        assert "Pouvez-vous" in text_of(client.get(page_of(need, person)))
    assert opened(need, joel).helper == joel


def test_those_stopped_take_no_place_from_the_next(need, karim, nadia, joel):
    exchange = agreed(need, karim)
    offer_mowing(joel)
    need.suggestions.filter(helper=joel).delete()
    decline_exchange(exchange, by=karim)
    assert set(need.suggestions.waiting().values_list("helper", flat=True)) == {nadia.pk, joel.pk}


def test_somebody_silent_for_two_days_is_not_asked_again(need, karim, nadia, lea, monday):
    monday.move_to(at(25, 9))
    exchange = opened(need, karim)
    monday.move_to(at(25, 10))
    assert accept_agreement(exchange.agreements.get(), by=lea)
    before = said_to(nadia)
    decline_exchange(exchange, by=karim)
    assert (said_to(nadia), asked(need, nadia).ended_at) == (before, at(25, 10))


def test_somebody_whose_offer_is_paused_is_not_asked_again(need, karim, nadia):
    exchange = agreed(need, karim)
    pause_offer(asked(need, nadia).offer, by=nadia)
    before = said_to(nadia)
    decline_exchange(exchange, by=karim)
    assert said_to(nadia) == before


def test_a_proposal_that_is_declined_stops_nobody(need, karim, nadia, lea):
    exchange = opened(need, karim)
    before = said_to(nadia)
    decline_exchange(exchange, by=lea)
    assert (said_to(nadia), asked(need, nadia).ended_at) == (before, None)


def test_somebody_stopped_may_still_step_forward(need, karim, nadia):
    exchange = agreed(need, karim)
    step_forward(need, asked(need, nadia).offer, by=nadia)
    in_reserve(need, nadia)
    decline_exchange(exchange, by=karim)
    assert said_to(nadia)[-1] == ASKED_AGAIN


def test_somebody_who_left_does_not_step_back_in_that_way(need, karim):
    exchange = opened(need, karim)
    decline_exchange(exchange, by=karim)
    step_forward(need, asked(need, karim).offer, by=karim)
    assert asked(need, karim).ended_at is not None
