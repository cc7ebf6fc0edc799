from dataclasses import replace

import pytest
from django.urls import reverse

from campagnon.exchanges.access import sign_visit
from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.actions.visiting import cancel_visit, settle_visit
from campagnon.exchanges.models import EndReason, Thanks, Visit
from campagnon.notices.models import CloseReason
from tests.exchanges.conftest import MOWING, NINE, agreed, asked, at, need_mowing, offer_mowing, said_to
from tests.exchanges.test_exchange import text_of


@pytest.fixture
def visit(need, karim) -> Visit:
    return agreed(need, karim).visits.get()


def page(name: str, visit: Visit, person) -> str:
    return reverse(f"exchanges:{name}", args=[sign_visit(visit, person)])


def test_it_took_place_and_both_thank_each_other(client, signed_in, need, visit, karim, lea, monday):
    monday.move_to(at(28, 14))
    shown = client.get(page("news", visit, lea))
    assert "a-t-il eu lieu" in text_of(shown)
    thanks = client.post(page("news", visit, lea), {"answer": "yes"}, follow=True)
    assert "Merci, pour Karim et pour vous" in text_of(thanks)
    sent = {"words": "Un grand merci, c’est net.", "would_again": "yes", "is_over": "yes"}
    client.post(page("thanks", visit, lea), sent)
    need.refresh_from_db()
    exchange = visit.exchange
    exchange.refresh_from_db()
    assert (need.close_reason, exchange.end_reason) == (CloseReason.HELPED, EndReason.HELPED)
    assert any("Un grand merci" in said for said in said_to(karim))
    client.post(page("thanks", visit, karim), {"words": "", "would_again": "no"})
    assert list(Thanks.objects.order_by("pk").values_list("would_again", flat=True)) == [True, False]
    html = text_of(signed_in(karim).get(reverse("exchanges:exchange", args=[exchange.public_id])))
    assert "Un grand merci" in html and "Plutôt non" not in html


def test_still_needed_keeps_the_need_open(client, need, visit, lea, monday):
    monday.move_to(at(28, 14))
    client.post(page("news", visit, lea), {"answer": "yes"})
    client.post(page("thanks", visit, lea), {"words": "", "would_again": "", "is_over": "no"})
    need.refresh_from_db()
    assert need.is_open
    assert Thanks.objects.get().would_again is None


def test_the_helper_cannot_close_the_need(client, need, visit, karim, monday):
    monday.move_to(at(28, 14))
    client.post(page("news", visit, karim), {"answer": "yes"})
    client.post(page("thanks", visit, karim), {"words": "", "is_over": "yes"})
    need.refresh_from_db()
    assert need.is_open


def test_it_did_not_take_place_and_that_is_all_right(client, need, visit, karim, lea, monday):
    monday.move_to(at(28, 14))
    response = client.post(page("news", visit, lea), {"answer": "no"}, follow=True)
    assert "Ce n’est pas grave" in text_of(response)
    visit.refresh_from_db()
    assert (visit.missed_at, visit.happened_at) == (at(28, 14), None)
    assert said_to(karim)[-1].startswith("Campagnon : Léa nous dit que le rendez-vous")


def test_the_first_who_says_is_believed(visit, karim, lea, monday):
    monday.move_to(at(28, 14))
    said = [settle_visit(visit, happened=True, by=lea), settle_visit(visit, happened=False, by=karim)]
    visit.refresh_from_db()
    assert (said, visit.happened_at, visit.missed_at) == ([True, False], at(28, 14), None)


def test_nothing_is_said_of_a_visit_before_it_begins(client, visit, lea):
    client.post(page("news", visit, lea), {"answer": "yes"})
    visit.refresh_from_db()
    assert visit.happened_at is None
    assert client.get(page("thanks", visit, lea)).status_code == 302


def test_a_link_stands_for_one_person_one_visit_and_three_weeks(client, visit, lea, joel, monday):
    token = sign_visit(visit, lea)
    forged = [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        "x",
        token.split(":")[0],
        sign_visit(visit, joel),
    ]
    for one in forged:
        assert client.get(reverse("exchanges:news", args=[one])).status_code == 404
    assert client.get(reverse("exchanges:news", args=[token])).status_code == 200
    monday.shift(22 * 24 * 3600)
    assert client.get(reverse("exchanges:news", args=[token])).status_code == 404


def test_a_visit_leads_its_people_to_their_own_link(signed_in, visit, lea, joel):
    address = reverse("exchanges:visit", args=[visit.public_id])
    assert signed_in(lea).get(address, follow=True).status_code == 200
    assert signed_in(joel).get(address).status_code == 404


def test_a_move_stands_only_once_accepted(signed_in, visit, karim, lea):
    sent = {"day": "2026-11-29", "hour": "10:00", "hours": "2", "words": "Il pleuvra samedi"}
    signed_in(karim).post(reverse("exchanges:move", args=[visit.public_id]), sent)
    visit.refresh_from_db()
    assert visit.starts_at == NINE
    assert said_to(lea)[-1].startswith("Karim propose de déplacer votre rendez-vous : dimanche 29 novembre")
    assert accept_agreement(visit.exchange.agreements.proposed().get(), by=lea)
    visit.refresh_from_db()
    assert (visit.starts_at, visit.ends_at, visit.sequence) == (at(29, 10), at(29, 12), 1)
    assert visit.exchange.visits.count() == 1
    assert visit.exchange.agreements.standing().count() == 1


def test_a_helper_who_cancels_gives_the_need_back_to_the_search(signed_in, need, visit, karim, joel, lea):
    offer_mowing(joel)
    need.suggestions.filter(helper=joel).delete()
    address = reverse("exchanges:cancel", args=[visit.public_id])
    assert "Cela arrive à tout le monde" in text_of(signed_in(karim).get(address))
    signed_in(karim).post(address, {"words": "Ma tondeuse est en panne", "then": "search"})
    visit.refresh_from_db()
    visit.exchange.refresh_from_db()
    assert (visit.cancelled_by, visit.cancel_words) == (karim, "Ma tondeuse est en panne")
    assert visit.exchange.end_reason == EndReason.HELPER_DECLINED
    assert need.suggestions.filter(helper=joel, answer="").exists()
    assert said_to(lea)[-1] == "Rendez-vous annulé, samedi 28 novembre à 9 h"


def test_the_word_of_a_cancellation_is_read_in_the_sms_and_on_the_page(signed_in, need, visit, karim, lea):
    cancel_visit(visit, by=lea, words="Ma tondeuse est réparée")
    assert said_to(karim)[-1].startswith(
        'Campagnon : Léa ne pourra pas etre là samedi 28 novembre à 9 h : "Ma tondeuse est réparée" http'
    )
    exchange = reverse("exchanges:exchange", args=[visit.exchange.public_id])
    word = "<p>{}, ce matin, 10 h</p><p>Rendez-vous du samedi 28 novembre annulé. Ma tondeuse est réparée</p>"
    assert word.format("Léa") in text_of(signed_in(karim).get(exchange))
    assert word.format("Vous") in text_of(signed_in(lea).get(exchange))


def test_a_cancellation_without_a_word_adds_no_letter(signed_in, visit, karim, lea):
    cancel_visit(visit, by=lea)
    page = signed_in(karim).get(reverse("exchanges:exchange", args=[visit.exchange.public_id]))
    assert 'class="letter' not in text_of(page)
    assert said_to(karim)[-1].startswith(
        "Campagnon : Léa ne pourra pas etre là samedi 28 novembre à 9 h. http"
    )


def test_an_asker_who_no_longer_needs_it_closes_all_at_once(signed_in, need, visit, karim, lea):
    signed_in(lea).post(reverse("exchanges:cancel", args=[visit.public_id]), {"words": "", "then": "close"})
    need.refresh_from_db()
    visit.exchange.refresh_from_db()
    assert (need.close_reason, visit.exchange.end_reason) == (CloseReason.USELESS, EndReason.NEED_CLOSED)
    assert len([said for said in said_to(karim) if "ne pourra pas" in said or "fermé" in said]) == 1


def test_cancelling_twice_says_it_once(visit, karim, lea):
    assert [cancel_visit(visit, by=karim) for _again in range(2)] == [True, False]
    assert len([said for said in said_to(lea) if said.startswith("Rendez-vous annulé")]) == 1


def test_a_past_visit_cannot_be_cancelled_nor_moved(signed_in, visit, karim, monday):
    monday.move_to(at(28, 14))
    assert cancel_visit(visit, by=karim) is False
    sent = {"day": "2026-11-30", "hour": "10:00", "hours": "2", "words": ""}
    response = signed_in(karim).post(reverse("exchanges:move", args=[visit.public_id]), sent, follow=True)
    assert "ne peut plus être déplacé" in text_of(response)


def test_one_weekly_visit_is_cancelled_without_the_others(need, karim, lea):
    weekly = need_mowing(lea, is_recurring=True, ends_on=None)
    exchange = agreed(weekly, karim, replace(MOWING, is_weekly=True))
    assert cancel_visit(exchange.visits.first(), by=lea, words="Je suis en vacances")
    exchange.refresh_from_db()
    assert exchange.ended_at is None
    assert exchange.visits.filter(cancelled_at=None).count() == 7
    assert asked(weekly, karim).ended_at is None


@pytest.mark.parametrize("name", ["move", "cancel"])
def test_a_stranger_touches_no_visit(signed_in, client, visit, joel, name):
    address = reverse(f"exchanges:{name}", args=[visit.public_id])
    sent = {"day": "2026-11-29", "hour": "10:00", "hours": "2", "words": ""}
    assert (signed_in(joel).get(address).status_code, signed_in(joel).post(address, sent).status_code) == (
        404,
        404,
    )
    assert client.post(address, sent).status_code == 302
    visit.refresh_from_db()
    assert (visit.cancelled_at, visit.exchange.agreements.count()) == (None, 1)
