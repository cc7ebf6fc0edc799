from datetime import datetime

from campagnon.territories.models import Territory
from tests.conftest import PARIS

ADDRESS = "/territoires/portes-de-sologne/reglages/"
SENT = {
    "phone": "02 61 91 20 20",
    "phone_hours": "du lundi au vendredi, 9 h à 17 h",
    "mairie_word": "Bienvenue à tous.",
    "priority_sectors": ["enfants", "maison"],
    "hedge_colour": "#0B3D5C",
    "wash_colour": "",
    "seat": "45240 La Ferté-Saint-Aubin",
    "publication_director": "Hélène Roux",
}


def test_an_administrator_sets_the_territory(signed_in, mme_roux):
    answer = signed_in(mme_roux).post(ADDRESS, {**SENT, "_once": "k1"})
    assert answer["Location"] == "/territoires/portes-de-sologne/"
    here = Territory.objects.get(slug="portes-de-sologne")
    assert (sorted(here.priority_sectors), here.hedge_colour) == (["enfants", "maison"], "#0B3D5C")


def test_a_colour_that_cannot_be_read_is_refused(signed_in, mme_roux):
    page = signed_in(mme_roux).post(ADDRESS, {**SENT, "hedge_colour": "#F2C14E"})
    assert "trop claire" in page.content.decode()
    assert Territory.objects.get(slug="portes-de-sologne").hedge_colour == ""


def test_a_telephone_that_is_none_is_refused(signed_in, mme_roux):
    page = signed_in(mme_roux).post(ADDRESS, {**SENT, "phone": "coucou"})
    assert "Écrivez un numéro de téléphone" in page.content.decode()
    assert Territory.objects.get(slug="portes-de-sologne").phone != "coucou"


def test_four_priorities_at_most(signed_in, mme_roux):
    five = ["enfants", "maison", "mobilite", "sante", "loisirs"]
    page = signed_in(mme_roux).post(ADDRESS, {**SENT, "priority_sectors": five})
    assert "quatre priorités au plus" in page.content.decode()


def test_an_agent_who_does_not_administer_is_refused(signed_in, odile, lea):
    assert signed_in(odile).get("/territoires/picardie-verte/reglages/").status_code == 404
    assert signed_in(odile).get(ADDRESS).status_code == 404
    assert signed_in(lea).get(ADDRESS).status_code == 404


def test_a_word_that_is_too_long_is_refused(signed_in, mme_roux):
    page = signed_in(mme_roux).post(ADDRESS, {**SENT, "mairie_word": "a" * 601})
    assert "600 signes au plus" in page.content.decode()
    assert Territory.objects.get(slug="portes-de-sologne").mairie_word == ""


def test_figures_past_their_review_are_shown_to_the_administrator(signed_in, mme_roux, monday):
    page = signed_in(mme_roux).get(ADDRESS).content.decode()
    assert "Chiffres du CESU à vérifier" in page
    assert "smic&nbsp;: 12,02 €/h" in page
    assert "à relire avant le 30 juin 2026" in page.replace("\u00a0", " ")
    monday.move_to(datetime(2026, 1, 15, 10, 0, tzinfo=PARIS))
    page = signed_in(mme_roux).get(ADDRESS).content.decode()
    assert "smic" not in page
