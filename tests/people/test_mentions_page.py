"""« Pour faire vos devis ici »: what a professional is asked, once, for every quote and invoice to come."""

from datetime import date
from decimal import Decimal

import pytest

from campagnon.people.actions.trading import MENTIONS
from campagnon.people.models import Professional
from tests.cast import JOEL_SIRET

PAGE = "/mon-compte/professionnel/mentions/"
ANSWERS = {
    "legal_name": "  Joël   Lefèvre EI ",
    "street": "8 rue des Fontaines",
    "postcode": "60 210",
    "town": "Grandvilliers",
    "phone": "03 53 01 45 20",
    "email": "Contact@Lefevre.example",
    "registration": "",
    "vat_regime": "real",
    "vat_number": "fr 66 000 000 018",
    "insurer": "Assurances du Plateau, 60210 Grandvilliers ; France",
    "mediator": "Médiation des artisans, 60000 Beauvais, mediation-artisans.example",
    "ten_year_insurer": "Mutuelle du Bâti, 60000 Beauvais ; France",
    "ten_year_until": "31/12/2027",
    "sap_number": "sap 000 000 018",
    "sap_declared_on": "12/05/2024",
    "travel_euros": "25,50 €",
    "travel_included_minutes": "20",
    "travel_euros_per_10_minutes": "5",
}
LEAST = {
    **ANSWERS, "vat_regime": "franchise", "vat_number": "", "ten_year_insurer": "", "ten_year_until": "",
    "sap_number": "", "sap_declared_on": "", "travel_euros": "", "travel_euros_per_10_minutes": "",
}  # fmt: skip


@pytest.fixture
def newcomer(joel):
    """Joël on the day he told his SIRET, and nothing more."""
    Professional.objects.filter(user=joel).delete()
    Professional.objects.create(
        user=joel, siret=JOEL_SIRET, trade_name="Lefèvre", trade="Plombier", insured_until=date(2027, 6, 30)
    )
    return joel


def values(response) -> dict[str, str]:
    fields = [field for field in response.page.all("input", "textarea") if field["name"] in MENTIONS]
    return {field["name"]: field["value"] or field.text.removeprefix("\n") for field in fields}


def test_mentions_are_kept_as_the_law_writes_them(signed_in, newcomer, monday):
    assert signed_in(newcomer).post(PAGE, ANSWERS)["Location"] == "/mon-compte/"
    trade = Professional.objects.get(user=newcomer)
    assert trade.can_quote
    assert {name: getattr(trade, name) for name in MENTIONS} == {
        **ANSWERS,
        "legal_name": "Joël Lefèvre EI",
        "postcode": "60210",
        "phone": "+33353014520",
        "email": "contact@lefevre.example",
        "vat_number": "FR66000000018",
        "ten_year_until": date(2027, 12, 31),
        "sap_number": "SAP000000018",
        "sap_declared_on": date(2024, 5, 12),
        "travel_euros": Decimal("25.50"),
        "travel_included_minutes": 20,
        "travel_euros_per_10_minutes": Decimal(5),
    }


def test_whoever_charges_no_vat_and_builds_nothing_says_less(signed_in, newcomer, monday):
    assert signed_in(newcomer).post(PAGE, LEAST).status_code == 302
    trade = Professional.objects.get(user=newcomer)
    assert (trade.can_quote, trade.travel_euros, trade.travel_euros_per_10_minutes) == (True, None, 0)


def test_page_knows_already_where_the_person_lives_and_is_reached(signed_in, newcomer, monday):
    page = signed_in(newcomer).get(PAGE)
    known = values(page)
    assert (known["postcode"], known["town"], known["email"]) == ("60210", "Grandvilliers", newcomer.email)
    assert "Étape 2 sur 2" in page.content.decode()
    assert "ce serait FR66000000018" in page.content.decode()


def test_page_shows_what_was_kept(signed_in, joel, monday):
    page = signed_in(joel).get(PAGE)
    kept = values(page)
    assert (kept["phone"], kept["ten_year_until"]) == ("03\u00a053\u00a001\u00a045\u00a020", "31/12/2030")
    assert (kept["travel_euros"], kept["travel_euros_per_10_minutes"]) == ("25", "5")
    assert "Étape" not in page.content.decode()


def test_what_was_shown_can_be_sent_back_as_it_is(signed_in, joel, monday):
    before = {name: getattr(joel.professional, name) for name in MENTIONS}
    shown = values(signed_in(joel).get(PAGE)) | {"vat_regime": "real", "travel_included_minutes": "15"}
    assert signed_in(joel).post(PAGE, shown).status_code == 302
    trade = Professional.objects.get(user=joel)
    assert {name: getattr(trade, name) for name in MENTIONS} == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"legal_name": ""}, "Écrivez le nom légal"),
        ({"legal_name": "\u202e12"}, "Écrivez-le avec des lettres."),
        ({"street": "x" * 121}, "120 signes au plus"),
        ({"postcode": "6021"}, "Un code postal a 5 chiffres"),
        ({"postcode": ""}, "Écrivez le code postal."),
        ({"phone": "12"}, "Ce numéro semble incomplet."),
        ({"phone": "0899 123 456"}, "Ce numéro semble incomplet."),
        ({"email": "joel"}, "Cet e-mail semble incomplet."),
        ({"vat_regime": ""}, "Dites si vous facturez la TVA."),
        ({"vat_number": ""}, "Écrivez votre numéro de TVA"),
        ({"vat_number": "FR67000000018"}, "Ce numéro de TVA n’existe pas"),
        ({"vat_number": "FR44732829320"}, "n’est pas celui de votre SIREN, 000000018"),
        ({"vat_regime": "franchise", "vat_number": "FR1"}, "Ce numéro de TVA n’existe pas"),
        ({"insurer": ""}, "Écrivez le nom et l’adresse de votre assureur"),
        ({"mediator": " "}, "Écrivez le nom, l’adresse et le site de votre médiateur."),
        ({"ten_year_until": ""}, "Écrivez la date de fin de votre décennale."),
        ({"ten_year_insurer": ""}, "Écrivez le nom et l’adresse de votre assureur décennal."),
        ({"ten_year_until": "22/11/2026"}, "Cette assurance est finie."),
        ({"sap_declared_on": ""}, "Écrivez la date de votre déclaration."),
        ({"sap_number": ""}, "Écrivez le numéro de votre déclaration."),
        ({"sap_number": "SAP732829320"}, "puis votre SIREN : SAP000000018"),
        ({"sap_declared_on": "24/11/2026"}, "Écrivez la date du récépissé"),
        ({"sap_declared_on": "01/01/2001"}, "Écrivez la date du récépissé"),
        ({"travel_euros": "-5"}, "Écrivez un montant en euros"),
        ({"travel_euros": "1000,01"}, "C’est trop"),
        ({"travel_included_minutes": "7"}, "Choisissez une durée dans la liste."),
        ({"travel_euros_per_10_minutes": "cher"}, "Écrivez un montant en euros"),
    ],
)
def test_mentions_that_cannot_be_are_told_beside_the_field(signed_in, newcomer, monday, changes, said):
    page = signed_in(newcomer).post(PAGE, {**ANSWERS, **changes})
    assert page.status_code == 200
    text = page.content.decode().replace("\u00a0", " ")
    assert text.count(said) == 2
    assert not Professional.objects.get(user=newcomer).can_quote


def test_mentions_typed_come_back_with_the_errors(signed_in, newcomer, monday):
    page = signed_in(newcomer).post(PAGE, {**ANSWERS, "postcode": "?"})
    typed = {name: value for name, value in values(page).items() if name not in {"vat_regime", "postcode"}}
    assert typed == {name: ANSWERS[name] for name in typed}


def test_without_a_trade_the_trade_comes_first_and_the_way_on_is_kept(signed_in, nadia, monday):
    response = signed_in(nadia).get(PAGE + "?next=/demandes/abc/devis/")
    assert response["Location"] == (
        "/mon-compte/professionnel/?next=/mon-compte/professionnel/mentions/%3Fnext%3D/demandes/abc/devis/"
    )


def test_mentions_lead_on_to_the_quote_that_was_being_written(signed_in, newcomer, monday):
    response = signed_in(newcomer).post(PAGE, {**ANSWERS, "next": "/demandes/abc/devis/"})
    assert response["Location"] == "/demandes/abc/devis/"


def test_account_says_whether_quotes_can_be_made(signed_in, newcomer, monday):
    client = signed_in(newcomer)
    assert "il manque quelques mentions" in client.get("/mon-compte/").content.decode()
    client.post(PAGE, ANSWERS)
    assert "prêts à être faits ici" in client.get("/mon-compte/").content.decode()
