"""« Mon espace »: what waits, what was written, what is coming; each thing once."""

import pytest
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import Proposal
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.waiting import Space
from campagnon.notices.models import Need, Offer
from tests.exchanges.conftest import MOWING, agreed, at, need_mowing, offer_mowing, opened

SPACE = "/mon-espace/"


@pytest.fixture
def need(monday, lea, karim) -> Need:
    """Léa needs her lawn mown on Saturday, and Karim has been asked."""
    offer_mowing(karim)
    return need_mowing(lea)


def space(client) -> Space:
    return client.get(SPACE).context["space"]


def written(client) -> list[str]:
    return [letter.body for letter in space(client).letters]


def sections(found: Space) -> list[str]:
    """The sections that show something."""
    return [name for name, things in vars(found).items() if things]


def test_somebody_new_finds_a_next_step_and_no_empty_heading(signed_in, nadia):
    response = signed_in(nadia).get(SPACE)
    assert response.context["space"].is_empty
    assert {"/besoin/", "/offre/"} <= set(response.page.links())
    [main] = response.page.all("main")
    assert [heading.text for heading in response.page.all("h2") if main in heading.parents] == []


def test_a_need_is_told_once_as_it_goes_on(signed_in, need, lea, karim, monday):
    """Searched for, then proposed, then agreed, then over: never in two places at once."""
    asker, helper = signed_in(lea), signed_in(karim)
    assert sections(space(asker)) == ["needs"]
    assert sections(space(helper)) == ["asked_of_me", "offers"]
    exchange = opened(need, karim)
    assert sections(space(asker)) == ["to_accept"]
    assert sections(space(helper)) == ["exchanges", "offers"]
    accept_agreement(exchange.agreements.get(), by=lea)
    assert sections(space(asker)) == ["visits"]
    assert sections(space(helper)) == ["visits", "offers"]
    monday.move_to(at(28, 12))
    assert sections(space(asker)) == ["to_settle"]
    settle_visit(exchange.visits.get(), happened=True, by=lea)
    assert sections(space(asker)) == ["exchanges"]


def test_each_line_about_my_need_leads_to_it(signed_in, need, lea, karim):
    agreed(need, karim)
    links = signed_in(lea).get(SPACE).page.links()
    assert links.count(f"/besoins/{need.public_id}/") == 1
    assert f"/besoins/{need.public_id}/" not in signed_in(karim).get(SPACE).page.links()


def test_a_letter_is_shown_until_one_writes_back(signed_in, need, lea, karim, monday):
    exchange = agreed(need, karim)
    assert written(signed_in(lea)) == []
    monday.shift(60)
    send_message(exchange, "Avez-vous une prise dehors ?", by=karim)
    monday.shift(60)
    send_message(exchange, "Ou une rallonge ?", by=karim)
    for _twice in range(2):
        assert written(signed_in(lea)) == ["Ou une rallonge ?"]
    assert written(signed_in(karim)) == []
    monday.shift(60)
    send_message(exchange, "Oui, sous l’appentis.", by=lea)
    assert written(signed_in(lea)) == []
    assert written(signed_in(karim)) == ["Oui, sous l’appentis."]


def test_what_one_does_in_the_exchange_answers_a_letter_too(signed_in, need, lea, karim, monday):
    exchange = opened(need, karim)
    monday.shift(60)
    send_message(exchange, "Samedi, ou un autre jour ?", by=lea)
    assert written(signed_in(karim)) == ["Samedi, ou un autre jour ?"]
    monday.shift(60)
    propose_moment(exchange, Proposal(mode=1, starts_at=at(29, 9), hours=MOWING.hours), by=karim)
    assert written(signed_in(karim)) == []
    monday.shift(60)
    send_message(exchange, "Dimanche, parfait", by=lea)
    monday.shift(60)
    accept_agreement(exchange.agreements.proposed().get(), by=lea)
    assert written(signed_in(karim)) == ["Dimanche, parfait"]
    monday.move_to(at(29, 12))
    settle_visit(exchange.visits.get(), happened=True, by=lea)
    assert written(signed_in(karim)) == []


def test_accepting_or_cancelling_answers_a_letter(signed_in, need, lea, karim, monday):
    exchange = opened(need, karim)
    send_message(exchange, "Je peux venir plus tôt aussi", by=karim)
    monday.shift(60)
    accept_agreement(exchange.agreements.get(), by=lea)
    assert written(signed_in(lea)) == []
    monday.shift(60)
    send_message(exchange, "Et s’il pleut ?", by=karim)
    assert written(signed_in(lea)) == ["Et s’il pleut ?"]
    monday.shift(60)
    exchange.visits.update(cancelled_at=timezone.now(), cancelled_by=lea)
    assert written(signed_in(lea)) == []


def test_a_letter_that_came_with_a_proposal_is_not_told_apart(signed_in, need, lea, karim):
    opened(need, karim, Proposal(**{**vars(MOWING), "words": "Je viens avec ma tondeuse"}))
    assert sections(space(signed_in(lea))) == ["to_accept"]


def test_a_stranger_s_letters_are_nobody_s_else(signed_in, need, karim, lea, nadia):
    send_message(agreed(need, karim), "Canari", by=karim)
    assert "Canari" in signed_in(lea).get(SPACE).content.decode()
    assert "Canari" not in signed_in(nadia).get(SPACE).content.decode()


def test_visits_of_every_week_are_said_once(signed_in, monday, lea, karim):
    offer_mowing(karim)
    weekly = Proposal(**{**vars(MOWING), "is_weekly": True})
    exchange = agreed(need_mowing(lea, is_recurring=True), karim, weekly)
    assert exchange.visits.count() == 8
    for person in (lea, karim):
        assert [visit.turn for visit in space(signed_in(person)).visits] == [0]
    assert "puis chaque semaine" in signed_in(lea).get(SPACE).content.decode()


def test_an_offer_to_confirm_is_not_listed_again(signed_in, monday, karim):
    asked, other = offer_mowing(karim), offer_mowing(karim)
    Offer.objects.filter(pk=asked.pk).update(confirmation_asked_at=at(22, 10))
    found = space(signed_in(karim))
    assert (found.to_confirm, found.offers) == ([asked], [other])


@pytest.mark.parametrize("count", [1, 3])
def test_my_space_asks_the_database_the_same_whatever_is_in_it(
    signed_in, monday, lea, karim, count, django_assert_num_queries
):
    offer_mowing(karim)
    for _number in range(count):
        exchange = agreed(need_mowing(lea), karim)
        monday.shift(60)
        send_message(exchange, "Avez-vous une prise ?", by=karim)
        opened(need_mowing(lea), karim)
        need_mowing(lea, service=Service.objects.get(slug="ramonage"), modes=4)
        offer_mowing(lea)
    client = signed_in(lea)
    with django_assert_num_queries(17):
        found = space(client)
    assert sections(found) == ["to_accept", "letters", "visits", "needs", "offers"]
    assert {len(things) for things in vars(found).values()} == {0, count}
