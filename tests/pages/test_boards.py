import pytest
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.matching.board import SHOWN_A_PAGE
from campagnon.notices.actions.offers import publish_offer
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models import Need
from campagnon.territories.models import Commune
from tests.exchanges.conftest import opened
from tests.notices.test_offers import draft

SONGEONS, GERBEROY, BEAUVAIS = "60623", "60271", "60057"


def need_of(
    person, slug: str, *, insee: str = SONGEONS, words: str = "Il me faudrait un coup de main", **more
):
    service = Service.objects.get(slug=slug)
    commune = Commune.objects.get(insee=insee)
    return publish_need(NeedDraft(words, service, commune, service.modes, **more), by=person)


def test_the_board_of_an_open_commune_shows_needs_and_offers_nearest_first(client, lea, karim):
    need_of(lea, "tonte", insee=GERBEROY)
    need_of(lea, "ramonage", insee=SONGEONS)
    publish_offer(draft(karim, "tonte", reach_minutes=30), by=karim)
    page = client.get(f"/communes/{SONGEONS}/")
    assert [(need.service.slug, minutes) for need, minutes in page.context["needs"]] == [
        ("ramonage", 5),
        ("tonte", page.context["needs"][1][1]),
    ]
    assert [offer.author for offer, _minutes in page.context["offers"]] == [karim]


def test_a_commune_across_the_border_sees_who_would_come(client, karim):
    publish_offer(draft(karim, "tonte", reach_minutes=60), by=karim)
    page = client.get(f"/communes/{BEAUVAIS}/")
    assert page.context["is_open"] is False
    assert [offer.author for offer, _minutes in page.context["offers"]] == [karim]


def test_a_commune_out_of_reach_does_not(client, karim):
    publish_offer(draft(karim, "tonte", reach_minutes=5), by=karim)
    assert list(client.get(f"/communes/{BEAUVAIS}/").context["offers"]) == []


def test_a_discreet_need_tells_neither_its_dates_nor_its_words(client, lea, monday):
    from datetime import date

    need_of(
        lea,
        "courrier",
        words="Nous partons du 24 décembre au 2 janvier, canari",
        starts_on=date(2026, 12, 24),
        ends_on=date(2027, 1, 2),
    )
    for address in (
        f"/communes/{SONGEONS}/",
        f"/communes/{SONGEONS}/besoins.rss",
        "/territoires/picardie-verte/",
    ):
        text = client.get(address).content.decode()
        assert "Relever le courrier" in text
        assert "décembre" not in text
        assert "canari" not in text


def test_the_feed_has_one_entry_a_need_and_no_name(client, lea):
    need_of(lea, "tonte")
    text = client.get(f"/communes/{SONGEONS}/besoins.rss").content.decode()
    assert text.count("<item>") == 1
    assert "Léa" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_the_database_the_same_whatever_its_length(
    client, lea, karim, count, django_assert_num_queries
):
    for _number in range(count):
        need_of(lea, "tonte")
        publish_offer(draft(karim, "tonte"), by=karim)
    with django_assert_num_queries(7):
        page = client.get(f"/communes/{SONGEONS}/")
    assert len(page.context["needs"]) == count


@pytest.mark.parametrize(("seen", "queries"), [("besoins", 4), ("offres", 5)])
@pytest.mark.parametrize("count", [1, 3])
def test_a_following_page_asks_the_database_the_same_whatever_its_length(
    client, lea, karim, count, seen, queries, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("campagnon.matching.board.SHOWN_A_PAGE", 3)
    for _number in range(3 + count):
        need_of(lea, "tonte")
        publish_offer(draft(karim, "tonte"), by=karim)
    client.get(f"/communes/{SONGEONS}/")
    with django_assert_num_queries(queries):
        page = client.get(f"/communes/{SONGEONS}/{seen}/", {"page": 2})
    assert len(page.context["page"]) == count


def test_the_board_goes_on_and_misses_nobody(client, lea, karim):
    needs = {need_of(lea, "ramonage") for _number in range(SHOWN_A_PAGE + 2)}
    offers = {publish_offer(draft(karim, "tonte"), by=karim) for _number in range(SHOWN_A_PAGE + 1)}
    first = client.get(f"/communes/{SONGEONS}/")
    for seen, all_of_them in (("besoins", needs), ("offres", offers)):
        following = f"/communes/{SONGEONS}/{seen}/?page=2"
        assert following in first.page.links()
        start = [one for one, _minutes in first.context["needs" if seen == "besoins" else "offers"]]
        rest = [one for one, _minutes in client.get(following).context["page"]]
        assert (len(start), {*start, *rest}) == (SHOWN_A_PAGE, all_of_them)


def test_a_board_of_twelve_has_no_following_page(client, lea):
    for _number in range(SHOWN_A_PAGE):
        need_of(lea, "ramonage")
    assert "suite" not in client.get(f"/communes/{SONGEONS}/").content.decode()


@pytest.mark.parametrize("seen", ["besoins", "offres"])
@pytest.mark.parametrize("number", ["0", "-1", "99", "x", ""])
def test_a_page_that_is_none_shows_another(client, lea, karim, seen, number):
    need_of(lea, "tonte")
    publish_offer(draft(karim, "tonte"), by=karim)
    assert len(client.get(f"/communes/{SONGEONS}/{seen}/", {"page": number}).context["page"]) == 1


@pytest.mark.parametrize("seen", ["besoins", "offres"])
def test_an_empty_list_leads_to_the_next_step(client, db, seen):
    page = client.get(f"/communes/{SONGEONS}/{seen}/")
    assert {"besoins": "/besoin/", "offres": "/offre/"}[seen] in page.page.links()


def test_an_unknown_commune_does_not_exist(client, db):
    for seen in ("", "besoins/", "offres/"):
        assert client.get(f"/communes/00000/{seen}").status_code == 404


def test_the_front_page_of_a_territory_shows_what_waits(client, lea):
    need_of(lea, "tonte", insee="60286")
    page = client.get("/territoires/picardie-verte/")
    assert [need.service.slug for need, _minutes in page.context["needs"]] == ["tonte"]


def test_an_agent_reads_the_whole_of_the_territory_and_nobody_else_does(signed_in, odile, mme_roux, lea):
    need_of(lea, "tonte")
    address = "/territoires/picardie-verte/besoins/"
    page = signed_in(odile).get(address)
    assert [need.author for need in page.context["page"]] == [lea]
    assert signed_in(mme_roux).get(address).status_code == 404
    assert signed_in(lea).get(address).status_code == 404


def test_an_agent_reads_the_offers_too(signed_in, odile, karim):
    offer = publish_offer(draft(karim, "tonte"), by=karim)
    address = "/territoires/picardie-verte/besoins/"
    page = signed_in(odile).get(address)
    assert "Aucun besoin n’attend" in page.content.decode()
    assert "Voir l’offre ouverte" in page.content.decode()
    page = signed_in(odile).get(address, {"voir": "offres"})
    assert list(page.context["page"]) == [offer]
    assert signed_in(karim).get(address, {"voir": "offres"}).status_code == 404


@pytest.mark.parametrize("seen", ["besoins", "offres"])
@pytest.mark.parametrize("count", [1, 3])
def test_an_agent_s_list_asks_the_database_the_same_whatever_its_length(
    signed_in, odile, lea, karim, count, seen, django_assert_num_queries
):
    for _number in range(count):
        need_of(lea, "ramonage")
        publish_offer(draft(karim, "tonte"), by=karim)
    client = signed_in(odile)
    with django_assert_num_queries(9):
        page = client.get("/territoires/picardie-verte/besoins/", {"voir": seen})
    assert len(page.context["page"]) == count


def test_an_agent_reads_what_the_town_hall_was_given_first_and_what_is_taken_last(
    signed_in, odile, lea, karim, monday
):
    publish_offer(draft(karim, "tonte"), by=karim)
    taken, searched, given = (need_of(lea, "tonte") for _number in range(3))
    opened(taken, karim)
    Need.objects.filter(pk__in=[given.pk, taken.pk]).update(desk_told_at=timezone.now())
    page = signed_in(odile).get("/territoires/picardie-verte/besoins/")
    assert [(str(standing.label), needs) for standing, needs in page.context["groups"]] == [
        ("Confiés à la mairie", [given]),
        ("Nous cherchons encore", [searched]),
        ("Quelqu’un a dit oui", [taken]),
    ]
    assert "3 besoins ouverts, dont 1 confié à la mairie." in " ".join(page.content.decode().split())


def test_an_agent_turns_the_pages_of_a_long_list(signed_in, odile, lea, monkeypatch):
    monkeypatch.setattr("campagnon.pages.views.open_notices.NOTICES_A_PAGE", 2)
    needs = [need_of(lea, "ramonage") for _number in range(3)]
    client = signed_in(odile)
    address = "/territoires/picardie-verte/besoins/"
    read = [list(client.get(address, {"page": number}).context["page"]) for number in (1, 2)]
    assert read == [needs[:2], needs[2:]]


@pytest.mark.parametrize(("slug", "shown"), [("tonte", True), ("garde-malade", False), ("courrier", False)])
def test_the_words_of_health_and_of_absence_are_not_for_everybody(client, signed_in, lea, karim, slug, shown):
    need = need_of(lea, slug, words="Depuis son opération, canari")
    address = f"/besoins/{need.public_id}/"
    for reader in (client, signed_in(karim)):
        assert ("canari" in reader.get(address).content.decode()) is shown
    photos = signed_in(lea).get(f"{address}photos/")
    assert photos.status_code == (200 if shown else 404)
