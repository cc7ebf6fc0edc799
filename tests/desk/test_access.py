"""An agent acts within their territory, and nobody else at a counter at all."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from campagnon.desk.access import get_call_for, get_person_for, get_territory_for, territories_of
from campagnon.desk.history import history_of
from campagnon.desk.models import Call
from campagnon.exchanges.actions.writing import send_message
from campagnon.people.actions.appointing import appoint_agent, end_post
from campagnon.people.models import Agent
from campagnon.territories.models import Territory
from tests.cast import commune, open_account
from tests.desk.conftest import at, shown
from tests.exchanges.conftest import agreed, need_mowing, offer_mowing
from tests.reference import PORTES_DE_SOLOGNE

pytestmark = pytest.mark.django_db


def test_a_person_is_in_scope_where_they_live(here, marcelle, odile, mme_roux, nadia):
    assert get_person_for(odile, marcelle.public_id) == marcelle
    for stranger in (mme_roux, nadia):
        with pytest.raises(Http404):
            get_person_for(stranger, marcelle.public_id)
    with pytest.raises(Http404):
        get_person_for(odile, mme_roux.public_id)


def test_a_call_of_another_territory_is_not_there(call, odile, mme_roux, here):
    assert get_call_for(odile, call.public_id) == call
    with pytest.raises(Http404):
        get_call_for(mme_roux, call.public_id)


def test_a_colleague_takes_the_call_over(call, nadia, here, signed_in):
    appoint_agent(nadia, here)
    assert get_call_for(nadia, call.public_id) == call


def test_who_moved_away_is_no_longer_there(counter, call, marcelle):
    marcelle.commune = commune("La Ferté-Saint-Aubin", "45")
    marcelle.save()
    assert counter.get(at(call)).status_code == 404
    assert counter.post(at(call, "saisie"), {"note": "x"}).status_code == 404


def test_nobody_of_elsewhere_is_put_through(counter, here, odile, mme_roux):
    call = Call.objects.create(territory=here, agent=odile)
    assert counter.post(at(call, "personne"), {"person": mme_roux.public_id}).status_code == 404
    begin = "/guichet/territoires/picardie-verte/appels/"
    assert counter.post(begin, {"person": mme_roux.public_id}).status_code == 404
    assert Call.objects.count() == 1


def test_of_two_territories_one_is_chosen_and_they_stay_apart(odile, marcelle, here, signed_in):
    sologne = Territory.objects.get(pk=PORTES_DE_SOLOGNE)
    appoint_agent(odile, sologne)
    counter = signed_in(odile)
    page = counter.get("/guichet/")
    assert {f"/guichet/territoires/{slug}/" for slug in ("picardie-verte", "portes-de-sologne")} <= set(
        page.page.links()
    )
    call = Call.objects.create(territory=sologne, agent=odile)
    # Marcelle is in scope, but not of that counter.
    counter.post(at(call, "personne"), {"person": marcelle.public_id})
    call.refresh_from_db()
    assert call.person is None


def test_a_post_that_ended_opens_nothing(odile, here):
    end_post(Agent.objects.get(user=odile))
    assert list(territories_of(odile)) == []
    with pytest.raises(Http404):
        get_territory_for(odile, here.slug)


def test_without_the_second_factor_an_agent_sees_nothing(odile, here, call, signed_in):
    answer = signed_in(odile, second_factor=False).get(at(call))
    assert (answer.status_code, "/guichet/" in answer["Location"]) == (302, True)
    assert not answer["Location"].startswith("/guichet/")


def test_the_history_tells_what_was_done_never_what_was_written(
    counter, call, mandate, marcelle, karim, odile, here
):
    offer_mowing(karim)
    need = need_mowing(marcelle)
    exchange = agreed(need, karim)
    send_message(exchange, "Canari entre nous", by=karim)
    Call.objects.create(
        territory=here, agent=odile, person=marcelle, notes="Entend mal", ended_at=timezone.now()
    )
    found = history_of(marcelle, here, is_held=True, now=timezone.now(), besides=call)
    assert ([one.pk for one in found.needs], [one.other for one in found.exchanges]) == ([need.pk], ["Karim"])
    assert [other for _visit, other in found.visits] == ["Karim"]
    assert [one.notes for one in found.calls] == ["Entend mal"]
    page = counter.get(at(call))
    assert "Entend mal" in shown(page)
    assert "Samedi 28 novembre, 9 h" in shown(page).replace("\xa0", " ")
    assert "Canari" not in page.content.decode()


def test_without_a_mandate_nobody_reads_whom_somebody_meets(counter, call, marcelle, karim, here):
    offer_mowing(karim)
    need = need_mowing(marcelle)
    agreed(need, karim)
    found = history_of(marcelle, here, is_held=False, now=timezone.now())
    assert ([one.pk for one in found.needs], found.exchanges, found.visits) == ([need.pk], [], [])
    assert "Karim" not in shown(counter.get(at(call)))


def test_notes_of_another_territory_are_not_read(call, marcelle, mme_roux, here):
    sologne = Territory.objects.get(pk=PORTES_DE_SOLOGNE)
    Call.objects.create(territory=sologne, agent=mme_roux, person=marcelle, notes="D’avant")
    assert history_of(marcelle, here, is_held=True, now=timezone.now()).calls == []


def test_nothing_is_kept_in_the_browser_of_a_counter(counter, call):
    open_account("Aline", "Petit", "Songeons")
    pages = ["/guichet/territoires/picardie-verte/", at(call), at(call, "ouverture")]
    pages.append("/guichet/territoires/picardie-verte/rencontres/")
    for address in pages:
        page = counter.get(address)
        assert "data-counter-machine" in page.content.decode()
        assert "data-keep" not in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"


def test_an_agent_is_not_on_their_own_line(counter, here, odile):
    """Nobody acts on their own account by the counter: what a colleague does there is seen by two."""
    call = Call.objects.create(territory=here, agent=odile)
    assert counter.post(at(call, "personne"), {"person": odile.public_id}).status_code == 404
    begin = "/guichet/territoires/picardie-verte/appels/"
    assert counter.post(begin, {"person": odile.public_id}).status_code == 404
    assert Call.objects.get().person is None


def test_a_closed_territory_opens_nobody(counter, here, marcelle, odile):
    Territory.objects.filter(pk=here.pk).update(opened_at=timezone.now() + timedelta(days=1))
    assert counter.get(f"/guichet/personnes/{marcelle.public_id}/").status_code == 404


def test_a_name_that_no_database_holds_is_nobodys(counter, here, odile):
    for who in ("\0", "a\0b"):
        with pytest.raises(Http404):
            get_person_for(odile, who)
