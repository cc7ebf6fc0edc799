import pytest

from tests.page import words

pytestmark = pytest.mark.django_db


def test_anybody_reads_what_insurance_covers(client):
    page = client.get("/assurances/")
    said = words(" ".join(page.page.texts))
    asked = (
        "responsabilité civile vie privée",
        "L’assurance auto",
        "collaborateur occasionnel du service public",
        "Sécurité sociale",
        "Il a sa propre assurance",
    )
    assert [one for one in asked if one not in said] == []
    assert {"/charte/", "/trajets/partager/"} <= set(page.page.links())


def test_it_is_reached_from_the_charter_and_the_legal_pages(client):
    for address in ("/charte/", "/mentions-legales/", "/particulier-ou-professionnel/", "/trajets/partager/"):
        assert "/assurances/" in client.get(address).page.links()
