from datetime import date

import pytest

from campagnon.people.actions import vouch_for
from campagnon.people.models import User, Vouch
from campagnon.territories.models import Territory
from tests.cast import commune
from tests.desk.held import at_desk, last_line
from tests.exchanges.conftest import need_mowing, offer_mowing, opened
from tests.reference import PICARDIE_VERTE

MET = "Rencontré par la mairie de Songeons le 20\u00a0novembre 2026"


def typed(**more) -> dict:
    return {"commune": commune("Songeons").insee, "met_on": "20/11/2026", "has_seen": "on", **more}


@pytest.fixture
def met(monday, karim, odile) -> Vouch:
    here = Territory.objects.get(pk=PICARDIE_VERTE)
    return vouch_for(karim, here, commune("Songeons"), met_on=date(2026, 11, 20), by=odile)


def test_an_agent_vouches_in_one_page_and_takes_it_back_with_a_reason(signed_in, monday, odile, karim):
    desk, address = signed_in(odile), at_desk(karim, "rencontre/")
    desk.post(address, typed())
    assert MET in desk.get(at_desk(karim)).content.decode()
    assert last_line()[:3] == ("vouch.given", odile, karim)
    refused = desk.post(f"{address}retrait/", {"reason": ""}).content.decode()
    assert (refused.count("Dites en quelques mots pourquoi."), Vouch.objects.get().revoked_at) == (2, None)
    desk.post(f"{address}retrait/", {"reason": "Ce n’était pas lui"})
    assert MET not in desk.get(at_desk(karim)).content.decode()
    assert last_line() == ("vouch.revoked", odile, karim, "Ce n’était pas lui")
    assert desk.post(f"{address}retrait/", {"reason": "encore"}).status_code == 404


@pytest.mark.parametrize(
    "more, said",
    [
        ({"met_on": "24/11/2026"}, "La rencontre date du dernier mois"),
        ({"met_on": "01/10/2026"}, "La rencontre date du dernier mois"),
        ({"commune": "60057"}, "Choisissez une mairie du territoire."),
        ({"has_seen": ""}, "Demandez à voir une pièce d’identité"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(signed_in, monday, odile, karim, more, said):
    page = signed_in(odile).post(at_desk(karim, "rencontre/"), typed(**more)).content.decode()
    assert (page.count(said), Vouch.objects.count()) == (2, 0)


def test_which_paper_was_seen_is_written_nowhere(met):
    assert {field.name for field in Vouch._meta.fields} == {
        "id", "person", "territory", "commune", "met_on", "until", "by", "revoked_at", "revoked_by",
    }  # fmt: skip


def test_nobody_else_vouches(signed_in, monday, odile, karim, nadia, mme_roux):
    for somebody in (karim, nadia, mme_roux):
        answer = signed_in(somebody).post(at_desk(karim, "rencontre/"), typed())
        assert answer.status_code == 404
    assert signed_in(odile).post(at_desk(odile, "rencontre/"), typed()).status_code == 404
    assert Vouch.objects.count() == 0


def test_the_badge_shows_wherever_karim_does_and_goes_with_time(signed_in, client, met, karim, lea, monday):
    offer = offer_mowing(karim)
    exchange = opened(need_mowing(lea), karim)
    pages = [
        (signed_in(lea), f"/echanges/{exchange.public_id}/"),
        (signed_in(lea), f"/besoins/{exchange.need.public_id}/"),
        (signed_in(karim), "/mon-compte/"),
        (client, f"/offres/{offer.public_id}/"),
    ]
    assert [MET in reader.get(address).content.decode() for reader, address in pages] == [True] * 4
    Vouch.objects.update(until=date(2026, 11, 22))
    assert [MET in reader.get(address).content.decode() for reader, address in pages] == [False] * 4


def test_the_badge_shows_in_the_results(client, met, karim):
    offer_mowing(karim)
    client.post("/besoin/", {"words": "Tondre la pelouse à Gerberoy samedi"})
    assert MET in client.get("/besoin/qui-peut-aider/").content.decode()


def test_the_helper_who_is_asked_reads_whether_the_asker_was_met(client, met, karim, nadia):
    offer_mowing(nadia)
    need = need_mowing(karim)
    address = f"/demandes/{need.suggestions.get().token}/"
    assert MET in client.get(address).content.decode()
    assert MET in client.get(f"/besoins/{need.public_id}/").content.decode()
    Vouch.objects.all().delete()
    assert MET not in client.get(address).content.decode()
    assert User.objects.get(pk=karim.pk).meeting is None
