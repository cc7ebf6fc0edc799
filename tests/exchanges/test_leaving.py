"""A need withdrawn, an account closed: whoever waits for word of it gets one, and every page keeps a name."""

import pytest
from django.urls import reverse

from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.visiting import cancel_visit
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import EndReason
from campagnon.exchanges.story import tell_story
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.closing import close_need
from campagnon.people.actions import close_account
from tests.exchanges.conftest import agreed, asked, at, offer_mowing, opened, said_to
from tests.exchanges.test_answer import YES, page_of
from tests.exchanges.test_exchange import text_of, url
from tests.exchanges.test_searching import in_reserve
from tests.exchanges.test_visits import page as visit_page

WITHDRAWN = "Ce n’est plus nécessaire : tondre la pelouse"
SMS_WITHDRAWN = "Campagnon : Léa n'a plus besoin d'aide à Gerberoy (tondre la pelouse)."


def test_closing_an_account_tells_those_just_asked_and_the_reserve(client, need, karim, nadia, joel, lea):
    offer_mowing(joel)
    opened(need, karim)
    in_reserve(need, nadia)
    close_account(lea, by=lea)
    assert (said_to(nadia)[-1], said_to(joel)[-1]) == (WITHDRAWN, WITHDRAWN)
    assert "Le besoin est fermé" in said_to(karim)[-1]
    shown = client.get(page_of(need, nadia))
    assert "<h1>Tondre la pelouse, à Gerberoy</h1>" in text_of(shown)


def test_nobody_new_is_asked_for_somebody_who_leaves(need, karim, joel, lea):
    offer_mowing(joel)
    need.suggestions.filter(helper=joel).delete()
    agreed(need, karim)
    close_account(lea, by=lea)
    assert not Suggestion.objects.filter(helper=joel).exists()


@pytest.mark.parametrize(("reason", "told"), [("useless", True), ("elsewhere", True), ("helped", False)])
def test_closing_a_need_tells_those_who_wait(need, karim, nadia, lea, reason, told):
    close_need(need, reason=reason, by=lea)
    assert (said_to(nadia)[-1] == WITHDRAWN) is told
    assert said_to(karim)[-1].startswith(SMS_WITHDRAWN) is told


def test_the_clock_closes_without_noise(need, nadia):
    before = said_to(nadia)
    close_need(need, reason="past", by=None)
    assert said_to(nadia) == before


def test_somebody_silent_for_two_days_is_left_in_peace(need, nadia, lea, monday):
    monday.move_to(at(25, 10))
    close_need(need, reason="useless", by=lea)
    assert WITHDRAWN not in said_to(nadia)


def test_somebody_who_said_no_is_left_in_peace(client, need, nadia, lea):
    client.post(page_of(need, nadia), {"answer": "no"})
    close_need(need, reason="useless", by=lea)
    assert WITHDRAWN not in said_to(nadia)


def test_the_one_who_was_coming_is_told_once(need, karim, lea):
    cancel_visit(agreed(need, karim).visits.get(), by=lea, still_needed=False)
    assert [said for said in said_to(karim) if "n'a plus besoin" in said] == []


def test_a_reserve_who_closes_their_account_is_never_asked_again(need, karim, nadia, lea):
    exchange = opened(need, karim)
    in_reserve(need, nadia)
    close_account(nadia, by=nadia)
    assert asked(need, nadia).ended_at == at(23, 10)
    decline_exchange(exchange, by=lea)
    assert asked(need, nadia).asked_again_at is None


def test_pages_keep_a_name_when_the_helper_has_left(signed_in, client, need, karim, nadia, lea, monday):
    client.post(page_of(need, nadia), {"answer": "no"})
    exchange = agreed(need, karim)
    visit = exchange.visits.get()
    send_message(exchange, "À samedi.", by=karim)
    for person in (nadia, karim):
        close_account(person, by=person)
    page = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert "<h1>Avec quelqu’un qui a fermé son compte</h1>" in page
    assert "Quelqu’un qui a fermé son compte ne peut finalement pas." in page
    assert "<p>Ancien compte, ce matin, 10 h</p>" in page
    exchange.refresh_from_db()
    assert exchange.end_reason == EndReason.HELPER_DECLINED
    need.refresh_from_db()
    told = [event.sentence for event in tell_story(need)]
    assert "Quelqu’un qui a fermé son compte ne peut pas." in told
    assert [sentence for sentence in told if sentence.startswith(" ")] == []
    news = text_of(client.get(visit_page("news", visit, lea)))
    assert "Tondre la pelouse avec quelqu’un qui a fermé son compte" in news


def test_a_page_of_thanks_keeps_a_name_too(client, need, karim, lea, monday):
    exchange = agreed(need, karim)
    visit = exchange.visits.get()
    monday.move_to(at(28, 14))
    client.post(visit_page("news", visit, lea), {"answer": "yes"})
    close_account(karim, by=karim)
    page = text_of(client.get(visit_page("thanks", visit, lea)))
    assert "<h1>Merci, pour quelqu’un qui a fermé son compte et pour vous</h1>" in page


def test_a_yes_that_comes_too_late_is_told_so(client, need, karim, lea):
    close_account(lea, by=lea)
    page = text_of(client.post(page_of(need, karim), YES, follow=True))
    assert "Ce besoin est fermé : vous n’avez rien à faire." in page


def test_an_account_that_stays_says_its_name(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    assert accept_agreement(exchange.agreements.get(), by=lea)
    decline_exchange(exchange, by=karim)
    page = text_of(signed_in(lea).get(url("exchange", exchange)))
    assert "<h1>Avec Karim</h1>" in page and "Karim ne peut finalement pas." in page
    assert reverse("exchanges:need", args=[need.public_id]) in page
