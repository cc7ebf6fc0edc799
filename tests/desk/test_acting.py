"""What an agent does in somebody's name is what that person would do, and leaves a line with both names."""

from datetime import timedelta

import pytest

from campagnon.catalogue.models import Service
from campagnon.channels.models import Channel, Delivery
from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.models import EndReason, Message, Thanks
from campagnon.journal.models import Entry
from campagnon.notices.models import Need, Offer
from campagnon.people.actions import revoke_mandate
from campagnon.people.models import Covers
from tests.desk.held import MOMENT, REASON, at_desk, hold, last_line
from tests.exchanges.conftest import NINE, at, need_mowing, offer_mowing, opened


def words_to(person) -> str:
    return Delivery.objects.filter(person=person).latest("pk").text


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def agreed(proposed, held):
    accept_agreement(proposed.agreements.get(), by=held)
    return proposed


def test_the_page_of_a_person_says_what_waits_and_what_comes(signed_in, odile, proposed, held):
    desk = signed_in(odile)
    page = text_of(desk.get(at_desk(held)))
    assert "Karim propose" in page
    assert "03\u00a053\u00a001\u00a044\u00a010" in desk.get(at_desk(held)).content.decode()
    assert "06\u00a039" not in page
    accept_agreement(proposed.agreements.get(), by=held)
    later = desk.get(at_desk(held)).content.decode()
    assert ("Karim propose" in later, "06\u00a039\u00a098\u00a012\u00a017" in later) == (False, True)


def test_an_agent_accepts_for_somebody(signed_in, odile, proposed, held):
    address = at_desk(held, f"echanges/{proposed.public_id}/")
    proposal = {"agreement": proposed.agreements.get().pk}
    signed_in(odile).post(f"{address}accord/", {**proposal, **REASON})
    assert proposed.visits.get().starts_at == NINE
    assert last_line() == ("agreement.accepted", odile, held, "Appel du 23 novembre")


def test_no_reason_no_act(signed_in, odile, proposed, held):
    address = at_desk(held, f"echanges/{proposed.public_id}/accord/")
    answer = signed_in(odile).post(address, {"agreement": proposed.agreements.get().pk, "reason": " "})
    assert answer.content.decode().count("Dites en quelques mots pourquoi vous le faites.") == 2
    assert proposed.visits.count() == 0


def test_without_a_mandate_nothing_opens(signed_in, odile, proposed, held):
    revoke_mandate(held.mandates.get(), by=held)
    desk, address = signed_in(odile), at_desk(held, f"echanges/{proposed.public_id}/")
    assert desk.get(address).status_code == 404
    answer = desk.post(f"{address}accord/", {"agreement": proposed.agreements.get().pk, **REASON})
    assert (answer.status_code, proposed.visits.count()) == (404, 0)
    page = text_of(desk.get(at_desk(held)))
    assert ("Vous ne pouvez rien faire en son nom" in page, "Karim propose" in page) == (True, False)


def test_a_mandate_for_needs_opens_no_offer(signed_in, monday, marcelle, odile, karim, lea):
    hold(marcelle, odile, covers=Covers.NEEDS)
    offer = offer_mowing(marcelle)
    asked = need_mowing(lea).suggestions.get(helper=marcelle)
    desk = signed_in(odile)
    for rest in (f"offres/{offer.public_id}/", "offres/nouvelle/", f"demandes/{asked.pk}/"):
        assert desk.get(at_desk(marcelle, rest)).status_code == 404
    assert desk.post(at_desk(marcelle, f"offres/{offer.public_id}/pause/"), REASON).status_code == 404


def test_an_agent_of_elsewhere_meets_nobody(signed_in, mme_roux, held, odile):
    assert signed_in(mme_roux).get(at_desk(held)).status_code == 404
    assert signed_in(odile).get(at_desk(odile)).status_code == 404


def test_an_agent_reaches_only_what_is_this_persons(signed_in, odile, proposed, held, lea):
    hold(lea, odile)
    assert signed_in(odile).get(at_desk(lea, f"echanges/{proposed.public_id}/")).status_code == 404


def test_an_agent_proposes_another_moment_with_a_word_that_says_how_it_came(
    signed_in, odile, proposed, held, karim
):
    karim.prefers = Channel.EMAIL
    karim.save()
    address = at_desk(held, f"echanges/{proposed.public_id}/autre-moment/")
    signed_in(odile).post(address, {**MOMENT, **REASON, "words": "Plutôt après la sieste"})
    waiting = proposed.agreements.proposed().get()
    assert (waiting.starts_at, waiting.proposed_by) == (at(28, 14), held)
    assert last_line()[:3] == ("agreement.proposed", odile, held)
    assert "Plutôt après la sieste (dicté, écrit par la mairie)" in words_to(karim)


def test_a_word_that_was_dictated_says_so(signed_in, odile, proposed, held):
    address = at_desk(held, f"echanges/{proposed.public_id}/mot/")
    refused = signed_in(odile).post(address, {"body": "Appelez le 06 12 34 56 78", **REASON})
    assert (refused.status_code, Message.objects.count()) == (200, 0)
    signed_in(odile).post(address, {"body": "Le portail est ouvert", **REASON})
    message = Message.objects.get()
    assert message.author == held
    assert message.body == "Le portail est ouvert (dicté, écrit par la mairie)"
    assert last_line()[:3] == ("message.dictated", odile, held)


def test_an_agent_asks_somebody_else_for_her(signed_in, odile, proposed, held):
    signed_in(odile).post(at_desk(held, f"echanges/{proposed.public_id}/fin/"), REASON)
    proposed.refresh_from_db()
    assert proposed.end_reason == EndReason.ASKER_DECLINED
    assert last_line()[:3] == ("exchange.ended", odile, held)


def test_a_visit_is_moved_kept_and_cancelled_with_a_word(signed_in, odile, agreed, held, karim):
    visit, desk = agreed.visits.get(), signed_in(odile)
    here = at_desk(held, f"rendez-vous/{visit.public_id}/")
    desk.post(f"{here}deplacer/", {**MOMENT, **REASON})
    assert agreed.agreements.proposed().get().moves == visit
    assert last_line()[:3] == ("agreement.proposed", odile, held)
    answer = desk.post(f"{here}annuler/", {"words": "x" * 151, **REASON})
    assert answer.status_code == 200
    desk.post(f"{here}annuler/", {"words": "Je vais chez le médecin", "then": "search", **REASON})
    visit.refresh_from_db()
    assert visit.cancel_words == "Je vais chez le médecin (dicté, écrit par la mairie)"
    assert visit.cancelled_by == held


def test_a_visit_took_place_and_thanks_are_said(signed_in, odile, agreed, held, monday):
    visit, desk = agreed.visits.get(), signed_in(odile)
    monday.move_to(at(28, 13))
    desk = signed_in(odile)
    here = at_desk(held, f"rendez-vous/{visit.public_id}/")
    after = desk.post(f"{here}nouvelles/", {"answer": "yes", **REASON})
    assert after["Location"] == f"{here}merci/"
    assert last_line()[:3] == ("visit.happened", odile, held)
    desk.post(f"{here}merci/", {"words": "Beau travail", "would_again": "yes", "is_over": "yes", **REASON})
    thanks = Thanks.objects.get()
    assert (thanks.words, thanks.by) == ("Beau travail (dicté, écrit par la mairie)", held)
    assert Need.objects.get(author=held).closed_by == held
    assert {entry.by for entry in Entry.objects.filter(on_behalf_of=held)} == {odile}
    again = desk.get(f"{here}merci/").content.decode()
    assert ("Beau travail" in again, "Un merci est déjà parti" in again) == (False, True)


def test_a_visit_that_did_not_take_place_is_said(signed_in, odile, agreed, held, monday):
    monday.move_to(at(28, 13))
    here = at_desk(held, f"rendez-vous/{agreed.visits.get().public_id}/nouvelles/")
    signed_in(odile).post(here, {"answer": "no", **REASON})
    assert last_line()[:3] == ("visit.missed", odile, held)


def test_a_need_is_withdrawn(signed_in, odile, held):
    need = need_mowing(held)
    address = at_desk(held, f"besoins/{need.public_id}/fin/")
    signed_in(odile).post(address, {"reason": "elsewhere", "why-reason": ""})
    assert Need.objects.open().count() == 1
    signed_in(odile).post(address, {"reason": "elsewhere", "why-reason": "Son fils l’a fait"})
    assert Need.objects.open().count() == 0
    entry = Entry.objects.get(verb="need.closed")
    assert (entry.by, entry.on_behalf_of) == (odile, held)


@pytest.mark.parametrize("said, verb", [("no", "suggestion.no"), ("later", "suggestion.later")])
def test_somebody_who_helps_says_no_or_later(signed_in, odile, asked_of_her, held, said, verb):
    address = at_desk(held, f"demandes/{asked_of_her.pk}/")
    signed_in(odile).post(address, {"answer": said, **REASON})
    assert last_line() == (verb, odile, held, "Appel du 23 novembre")


def test_somebody_who_helps_says_yes_with_a_moment(signed_in, odile, asked_of_her, held):
    address = at_desk(held, f"demandes/{asked_of_her.pk}/")
    page = signed_in(odile).get(address).content.decode()
    assert asked_of_her.token not in page
    signed_in(odile).post(address, {"answer": "yes", **MOMENT, **REASON})
    exchange = asked_of_her.need.exchanges.get()
    assert (exchange.helper, exchange.agreements.get().starts_at) == (held, at(28, 14))
    assert last_line()[:3] == ("exchange.opened", odile, held)


def test_an_offer_is_written_rested_and_confirmed(signed_in, odile, held):
    desk = signed_in(odile)
    written = {
        "words": "Je garde les poules",
        "services": [Service.objects.get(slug="tonte").slug],
        "modes": ["1"],
        "reach_minutes": "10",
        "week": ["0-morning"],
        "confirm_every_days": "90",
        **REASON,
    }
    desk.post(at_desk(held, "offres/nouvelle/"), written)
    offer = Offer.objects.get(author=held)
    assert last_line()[:3] == ("offer.published", odile, held)
    desk.post(at_desk(held, f"offres/{offer.public_id}/pause/"), REASON)
    assert last_line()[:3] == ("offer.paused", odile, held)
    assert Offer.objects.open().count() == 0
    desk.post(at_desk(held, f"offres/{offer.public_id}/validite/"), REASON)
    assert last_line()[:3] == ("offer.confirmed", odile, held)
    assert Offer.objects.open().get() == offer


def test_the_page_costs_the_same_queries_for_one_or_three(
    signed_in, odile, held, karim, django_assert_num_queries
):
    offer_mowing(karim)
    desk = signed_in(odile)
    opened(need_mowing(held), karim)
    desk.get(at_desk(held))
    with django_assert_num_queries(17):
        desk.get(at_desk(held))
    for _more in range(2):
        opened(need_mowing(held), karim)
    with django_assert_num_queries(17):
        desk.get(at_desk(held))


def test_what_ran_out_lets_nobody_act(signed_in, odile, proposed, held, monday):
    monday.shift(timedelta(days=366))
    assert signed_in(odile).get(at_desk(held, f"echanges/{proposed.public_id}/")).status_code == 404


def test_an_agent_notes_that_somebody_prefers_letters(signed_in, odile, held):
    desk, address = signed_in(odile), at_desk(held, "prevenir/")
    assert "Pour prévenir cette personne" in desk.get(at_desk(held)).content.decode()
    desk.post(address, {"prefers": "email"})  # she has none
    assert last_line()[0] == "mandate.given"
    desk.post(address, {"prefers": "letter"})
    held.refresh_from_db()
    assert (held.prefers, held.last_name) == ("letter", "Delattre")
    reason = "Comment vous prévenir, à votre demande."
    assert last_line() == ("people.account_updated", odile, held, reason)
    held.mandates.all().delete()
    assert desk.post(address, {"prefers": "call"}).status_code == 404
