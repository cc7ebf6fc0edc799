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
    assert "/trajets/partager/" in page.page.links()
