import gzip

import pytest
from django.test import Client

from campagnon.territories.models import Commune, Interest
from tests.cast import commune
from tests.page import words
from tests.reference import PICARDIE_VERTE

pytestmark = pytest.mark.django_db


def links_of_the_list(response) -> list[str]:
    return [link["href"] for link in response.page.all("a") if link["class"] == "button second"]


@pytest.mark.parametrize("said", ["Songeons", "songeo", "60380 songeons"])
def test_find_goes_to_the_commune_that_is_meant(client, said):
    response = client.get("/communes/", {"q": said})
    assert (response.status_code, response["Location"]) == (302, "/communes/60623/")


def test_find_tells_homonyms_apart(client):
    response = client.get("/communes/", {"q": "Le Hamel"})
    assert links_of_the_list(response) == ["/communes/60297/", "/communes/80411/"]
    texts = [words(link.text) for link in response.page.all("a") if link["class"] == "button second"]
    assert texts == ["Le Hamel · Oise", "Le Hamel · Somme"]


def test_find_shows_all_communes_of_a_postcode(client):
    response = client.get("/communes/", {"q": "60210"})
    assert len(links_of_the_list(response)) == 22
    assert "22 communes ont le code postal 60210." in response.content.decode()
    texts = [words(link.text) for link in response.page.all("a") if link["class"] == "button second"]
    assert texts[:3] == ["Beaudéduit", "Briot", "Brombos"]


def test_find_says_which_former_commune_was_typed(client):
    response = client.get("/communes/", {"q": "Saint-Arnoult"})
    assert "Saint-Arnoult (60)" not in response.content.decode()
    response = client.get("/communes/", {"q": "Essarts"})
    texts = [words(link.text) for link in response.page.all("a")]
    assert "Essarts-en-Bocage · Vendée (Les Essarts, ancienne commune)" in texts


def test_find_proposes_what_a_mistyped_name_may_be(client):
    response = client.get("/communes/", {"q": "zongeons"})
    assert "Vouliez-vous dire" in response.content.decode()
    assert links_of_the_list(response) == ["/communes/60623/"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("xyzxyz", "Nous ne trouvons pas cette commune. Essayez son code postal."),
        ("", "Écrivez le nom de la commune, ou son code postal."),
        ("x" * 81, "C’est un peu long : le nom de la commune suffit."),
        ("<script>alert(1)</script>", "Nous ne trouvons pas cette commune. Essayez son code postal."),
    ],
)
def test_find_says_what_to_do_and_keeps_what_was_typed(client, said, sentence):
    response = client.get("/communes/", {"q": said})
    (summary,) = [e for e in response.page.all("div") if e["role"] == "alert"]
    (field,) = [e for e in response.page.all("input") if e["name"] == "q"]
    assert response.status_code == 200
    assert words(sentence) in words(summary.text)
    assert field["value"] == said


def test_find_asks_before_anything_is_typed(client):
    response = client.get("/communes/")
    assert [e for e in response.page.all("div") if e["role"] == "alert"] == []
    assert [e["name"] for e in response.page.all("input")] == ["q"]


def test_find_queries(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/communes/", {"q": "60210"})
    with django_assert_num_queries(2):
        client.get("/communes/", {"q": "zongeons"})


def test_interest_is_counted_once_a_visitor(client):
    aumale = commune("Aumale", "76")
    address = f"/communes/{aumale.insee}/interet/"
    response = client.post(address)
    assert (response.status_code, response["Location"]) == (302, f"/communes/{aumale.insee}/")
    client.post(address)
    assert Interest.objects.filter(commune=aumale).count() == 1
    type(client)().post(address)
    assert Interest.objects.filter(commune=aumale).count() == 2


def test_interest_of_one_network_is_counted_twenty_times_a_day(db, monday):
    def wish(network: str) -> str:
        address = "/communes/76217/interet/"
        return Client().post(address, follow=True, REMOTE_ADDR=network).content.decode()

    thanked = ["Votre souhait est compté" in wish("192.0.2.1") for _ in range(22)]
    assert (thanked, Interest.objects.count()) == ([True] * 20 + [False] * 2, 20)
    assert "revenez demain" in wish("192.0.2.1")
    assert "Votre souhait est compté" in wish("192.0.2.2")


def test_interest_is_not_counted_where_it_is_open(client):
    response = client.post("/communes/60623/interet/")
    assert response.status_code == 302
    assert Interest.objects.count() == 0


def test_interest_thanks(client):
    response = client.post("/communes/76035/interet/", follow=True)
    assert "Merci. Votre souhait est compté pour Aumale." in response.content.decode()


@pytest.mark.parametrize(("method", "insee", "status"), [("get", "76035", 405), ("post", "99999", 404)])
def test_interest_is_refused(client, method, insee, status):
    assert getattr(client, method)(f"/communes/{insee}/interet/").status_code == status
    assert Interest.objects.count() == 0


def test_communes_of_a_territory_are_all_there_by_initial(client, django_assert_num_queries):
    address = "/territoires/picardie-verte/communes/"
    client.get(address)  # draws the map, once
    with django_assert_num_queries(2):
        response = client.get(address)
    page = response.page
    found = [words(link.text) for link in page.all("a") if link["href"].startswith("/communes/60")]
    assert sorted(found) == sorted(Commune.objects.filter(epci=PICARDIE_VERTE).values_list("name", flat=True))
    initials = [words(title.text) for title in page.all("h2")]
    assert initials[0] == "A"
    assert initials.count("E") == 1  # Élencourt, Ernemont, Escames and Escles together


def test_territory_that_is_not_open_has_no_pages(client):
    assert client.get("/territoires/aumale/communes/").status_code == 404
    assert client.get("/territoires/aumale/carte.svg").status_code == 404


def test_map_is_kept_until_it_changes(client):
    page = client.get("/territoires/picardie-verte/communes/").page
    (image,) = [e for e in page.all("img") if "carte.svg" in e["src"]]
    response = client.get(image["src"])
    assert response["Content-Type"] == "image/svg+xml"
    assert "immutable" in response["Cache-Control"]
    again = client.get(image["src"], headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_map_under_another_address_is_asked_for_again(client):
    response = client.get("/territoires/picardie-verte/carte.svg?v=old")
    assert response["Cache-Control"] == "public, max-age=3600"
    assert len(gzip.compress(response.content)) <= 10_000


def test_map_shows_a_commune_of_its_own_only(client):
    address = "/territoires/picardie-verte/carte.svg"
    plain = client.get(address).content
    assert client.get(address, {"commune": "60623"}).content != plain
    for stranger in ("45146", "99999", "<script>", "x" * 4000):
        assert client.get(address, {"commune": stranger}).content == plain
