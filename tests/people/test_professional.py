from datetime import date, timedelta

import pytest
from django.utils import timezone

from campagnon.journal.models import Entry
from campagnon.people.access import get_professional_for
from campagnon.people.models import Professional
from tests.cast import JOEL_SIRET

ANSWERS = {
    "siret": "732 829 320 00074",
    "trade_name": "  Haddad   Soins ",
    "trade": "Infirmière",
    "insured_until": "31/12/2027",
}
LA_POSTE = "35600000049837"
MENTIONS_PAGE = "/mon-compte/professionnel/mentions/"


def test_professional_is_registered(signed_in, nadia, monday):
    client = signed_in(nadia)
    assert client.get("/mon-compte/professionnel/").status_code == 200
    assert client.post("/mon-compte/professionnel/", ANSWERS)["Location"] == MENTIONS_PAGE
    professional = get_professional_for(nadia)
    assert (professional.siret, professional.trade_name) == ("73282932000074", "Haddad Soins")
    assert (professional.trade, professional.insured_until) == ("Infirmière", date(2027, 12, 31))
    assert Entry.objects.filter(verb="people.professional_registered", by=nadia).count() == 1


def test_professional_goes_on_to_where_it_was_asked(signed_in, nadia, monday):
    page = signed_in(nadia).get("/mon-compte/professionnel/?next=/offre/")
    assert [field["value"] for field in page.page.all("input") if field["name"] == "next"] == ["/offre/"]
    response = signed_in(nadia).post("/mon-compte/professionnel/", {**ANSWERS, "next": "/offre/"})
    assert response["Location"] == "/offre/"
    response = signed_in(nadia).post("/mon-compte/professionnel/", {**ANSWERS, "next": "//pirate.exemple"})
    assert response["Location"] == MENTIONS_PAGE


def test_professional_who_can_quote_goes_back_to_the_account(signed_in, joel, monday):
    response = signed_in(joel).post("/mon-compte/professionnel/", {**ANSWERS, "siret": JOEL_SIRET})
    assert response["Location"] == "/mon-compte/"


def test_professional_of_la_poste_has_a_number_of_its_own_kind(signed_in, nadia, monday):
    signed_in(nadia).post("/mon-compte/professionnel/", {**ANSWERS, "siret": LA_POSTE})
    assert get_professional_for(nadia).siret == LA_POSTE


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"siret": ""}, "Écrivez le SIRET de votre entreprise."),
        ({"siret": "732829320"}, "Un SIRET a 14 chiffres"),
        ({"siret": "7328293200007x"}, "Un SIRET a 14 chiffres"),
        ({"siret": "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"}, "Un SIRET a 14 chiffres"),
        ({"siret": "73282932000075"}, "Ce SIRET n’existe pas"),
        ({"siret": "35600000049838"}, "Ce SIRET n’existe pas"),
        ({"trade_name": " "}, "Écrivez le nom de l’entreprise"),
        ({"trade_name": "\u202e12"}, "Écrivez-le avec des lettres."),
        ({"trade": "x" * 81}, "80 signes au plus"),
        ({"insured_until": ""}, "Écrivez la date de fin de votre assurance."),
        ({"insured_until": "bientôt"}, "Nous ne lisons pas cette date."),
        ({"insured_until": "23/11/2026"}, "Cette assurance est finie."),
        ({"insured_until": "31/12/2019"}, "Cette assurance est finie."),
        ({"insured_until": "31/12/2099"}, "vérifiez l’année"),
    ],
)
def test_professional_is_told_what_to_mend(signed_in, nadia, monday, changes, said):
    page = signed_in(nadia).post("/mon-compte/professionnel/", {**ANSWERS, **changes})
    assert page.status_code == 200
    assert page.content.decode().count(said) == 2
    assert get_professional_for(nadia) is None


def test_siret_of_another_account_is_refused(signed_in, nadia, joel, monday):
    page = signed_in(nadia).post("/mon-compte/professionnel/", {**ANSWERS, "siret": JOEL_SIRET})
    assert page.content.decode().count("Ce SIRET est déjà celui d’un autre compte.") == 2
    assert (
        signed_in(joel).post("/mon-compte/professionnel/", {**ANSWERS, "siret": JOEL_SIRET}).status_code
        == 302
    )


def test_insurance_that_has_run_out_is_said_at_the_top(signed_in, joel):
    Professional.objects.filter(user=joel).update(insured_until=timezone.localdate() - timedelta(days=1))
    assert (
        "Votre assurance est finie depuis le"
        in signed_in(joel).get("/mon-compte/professionnel/").content.decode()
    )
    Professional.objects.filter(user=joel).update(insured_until=timezone.localdate())
    assert "Assurance valable jusqu’au" in signed_in(joel).get("/mon-compte/professionnel/").content.decode()
