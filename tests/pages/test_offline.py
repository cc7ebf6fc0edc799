"""The pages made for the edge of a zone blanche, as the server writes them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models.signals import post_init
from django.urls import reverse

from campagnon.catalogue.models import Service
from campagnon.exchanges.actions.answering import Proposal
from campagnon.exchanges.actions.writing import send_message
from campagnon.exchanges.models import Message
from campagnon.pages.views.offline import FILES
from campagnon.territories.models import Territory
from tests.exchanges.conftest import MOWING, agreed, need_mowing, offer_mowing, opened
from tests.page import words
from tests.reference import PICARDIE_VERTE, PORTES_DE_SOLOGNE

VISITS, OFFLINE, WORKER = "/mes-rendez-vous/", "/hors-ligne/", "/sw.js"


@pytest.fixture
def exchange(monday, lea, karim):
    """Karim mows at Léa's on Saturday, and every week if told so."""
    offer_mowing(karim)
    return agreed(need_mowing(lea), karim)


def said(response) -> str:
    [main] = response.page.all("main")
    return words(main.text)


def numbers(response) -> list[str]:
    return [link for link in response.page.links() if link.startswith("tel:")]


def test_a_visit_is_told_whole_to_each_of_the_two(signed_in, exchange, lea, karim):
    send_message(exchange, "C’est au 4 rue du Puits, prenez une rallonge.", by=lea)
    lea.phone = "+33639981001"
    lea.save()
    page = signed_in(karim).get(VISITS)
    for told in (
        "Samedi 28 novembre, 9 h – 11 h",
        "Tondre la pelouse, à Gerberoy, chez Léa",
        "Quelqu’un pour tondre la pelouse de ma grand-mère samedi matin à Gerberoy",
        "C’est au 4 rue du Puits, prenez une rallonge.",
        "Elle dit ce qui était vrai lundi 23 novembre à 10 h.",
    ):
        assert told in said(page)
    assert "tel:+33639981001" in numbers(page)
    page = signed_in(lea).get(VISITS)
    assert "avec Karim" in said(page)
    assert "tel:+33639981217" in numbers(page)


def test_nothing_is_told_before_both_agree_nor_to_a_stranger(signed_in, monday, lea, karim, nadia):
    lea.phone = "+33639981001"
    lea.save()
    offer_mowing(karim)
    opened(need_mowing(lea), karim)
    assert "Aucun rendez-vous n’est prévu" in said(signed_in(karim).get(VISITS))
    assert "tel:+33639981001" not in numbers(signed_in(karim).get(VISITS))
    assert "Aucun rendez-vous n’est prévu" in said(signed_in(nadia).get(VISITS))


def test_a_weekly_visit_is_told_once_with_those_that_follow(signed_in, monday, lea, karim):
    offer_mowing(karim)
    agreed(need_mowing(lea), karim, Proposal(**{**vars(MOWING), "is_weekly": True}))
    page = signed_in(karim).get(VISITS)
    assert said(page).count("Tondre la pelouse") == 1
    assert "Puis : samedi 5 décembre, 9 h" in said(page)


def test_a_discreet_sentence_stays_with_who_wrote_it(signed_in, exchange, lea, karim):
    discreet = next(service for service in Service.objects.all() if service.is_discreet)
    exchange.need.service = discreet
    exchange.need.save()
    assert exchange.need.words in said(signed_in(lea).get(VISITS))
    assert exchange.need.words not in said(signed_in(karim).get(VISITS))


def test_what_i_wrote_is_there_published_or_not(signed_in, monday, lea):
    need = need_mowing(lea)
    client = signed_in(lea)
    client.post("/besoin/", {"words": "Fendre mon bois dimanche", "commune": "Songeons"})
    page = said(client.get(VISITS))
    assert f"« {need.words} »" in page
    assert "« Fendre mon bois dimanche »Commencé, pas encore publié" in page


@pytest.mark.parametrize("count", [1, 3])
def test_my_visits_take_as_many_queries_for_one_as_for_three(
    signed_in, monday, lea, karim, nadia, joel, count, django_assert_num_queries
):
    for helper in (karim, nadia, joel)[:count]:
        offer_mowing(helper)
        agreed(need_mowing(lea), helper)
    client = signed_in(lea)
    assert client.get(VISITS).page.html.count('class="slip"') == count
    with django_assert_num_queries(6):
        client.get(VISITS)


def test_only_the_last_three_letters_are_read(signed_in, exchange, lea, karim):
    Message.objects.bulk_create(
        Message(exchange=exchange, author=lea, body=f"Mot numéro {number}.") for number in range(5)
    )
    read = []
    post_init.connect(lambda instance, **_: read.append(instance.body), Message, weak=False, dispatch_uid="t")
    page = said(signed_in(karim).get(VISITS))
    post_init.disconnect(sender=Message, dispatch_uid="t")
    assert read == ["Mot numéro 2.", "Mot numéro 3.", "Mot numéro 4."]
    assert [number for number in range(5) if f"Mot numéro {number}." in page] == [2, 3, 4]


def test_keeping_a_page_takes_no_word_meant_for_another(signed_in, lea):
    client = signed_in(lea)
    client.post("/mon-compte/cet-appareil/", {"device": "own"})
    for address in (OFFLINE, VISITS):
        assert "cet appareil est à vous" not in client.get(address).content.decode()
    assert "cet appareil est à vous" in client.get("/mon-compte/").content.decode()


def test_without_network_one_calls_one_s_territory_or_any(signed_in, client, lea):
    Territory.objects.filter(pk=PICARDIE_VERTE).update(phone="+33353012020")
    Territory.objects.filter(pk=PORTES_DE_SOLOGNE).update(phone="+33261912020")
    own = said(signed_in(lea).get(OFFLINE))
    assert "Picardie Verte" in own and "Portes de Sologne" not in own
    anybody = said(client.get(OFFLINE))
    assert "Picardie Verte" in anybody and "Portes de Sologne" in anybody
    client.get("/communes/60623/")
    seen = said(client.get(OFFLINE))
    assert "Picardie Verte" in seen and "Portes de Sologne" not in seen
    assert "tel:+33353012020" in numbers(client.get(OFFLINE))
    assert "tel:+33261912020" not in numbers(client.get(OFFLINE))


def test_the_worker_stands_at_the_root_and_keeps_what_is_named(client, db):
    response = client.get(WORKER)
    assert response["Content-Type"] == "text/javascript"
    assert "no-store" in response["Cache-Control"]
    script = response.content.decode()
    [kept] = re.findall(r"const FILES = \[(.*)\];", script)
    assert re.findall(r'"/static/([^"]+)"', kept) == list(FILES)
    assert set(FILES) >= {
        path.relative_to(settings.BASE_DIR / "static").as_posix()
        for path in (settings.BASE_DIR / "static/js").glob("*.js")
        if path.name != "passkey.js"
    } - {"js/desk.js"}


def test_a_changed_file_makes_another_worker(client, db, monkeypatch):
    before = client.get(WORKER).content
    assert client.get(WORKER).content == before
    monkeypatch.setattr("campagnon.pages.views.offline.static", lambda name: f"/static/{name}?2")
    assert re.findall(rb"campagnon-[0-9a-f]{12}", client.get(WORKER).content) != re.findall(
        rb"campagnon-[0-9a-f]{12}", before
    )


def test_the_script_that_keeps_pages_knows_their_addresses():
    script = Path(settings.BASE_DIR / "static/js/offline.js").read_text()
    for name in ("offline", "my_visits", "worker"):
        assert f'"{reverse(f"pages:{name}")}"' in script


def test_a_visit_that_is_over_is_not_kept(signed_in, exchange, karim, monday):
    assert "chez Léa" in said(signed_in(karim).get(VISITS))
    monday.move_to(exchange.visits.get().ends_at + timedelta(minutes=1))
    assert "chez Léa" not in said(signed_in(karim).get(VISITS))
