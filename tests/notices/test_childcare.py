"""Whoever looks after children says where; at their own home, never without the département's agrément."""

import pytest
from django.db import IntegrityError, transaction

from campagnon.catalogue.models import Service
from campagnon.matching.who_can_help import Wish, find_helpers, reasons
from campagnon.notices.childcare import CHILDCARE, ChildcarePlace, is_agrement_number
from campagnon.notices.models import Offer
from tests.cast import commune
from tests.conftest import MONDAY
from tests.page import words

SENT = {
    "words": "Je garde les enfants le mercredi",
    "services": ["baby-sitting"],
    "modes": ["1"],
    "reach_minutes": "20",
    "week": ["2-morning", "2-afternoon"],
    "confirm_every_days": "90",
}
WHERE = "Dites où vous gardez les enfants."
AGREMENT = "il faut l’agrément du département : recopiez son numéro."
PAJEMPLOI = "Chez vous, la garde d’enfants se déclare par Pajemploi, pas par CESU"
NOT_A_NUMBER = "Recopiez le numéro de la décision du département, par exemple 60-2024-118."


def offered(client, **changes):
    return client.post("/offre/details/", {**SENT, **changes})


def errors(response) -> list[str]:
    return [words(e.text) for e in response.page.all("p") if e["class"] == "error"]


def test_services_that_look_after_children_are_in_the_catalogue(db):
    assert set(Service.objects.filter(slug__in=CHILDCARE).values_list("slug", flat=True)) == CHILDCARE


@pytest.mark.parametrize("service", sorted(CHILDCARE - {"assistante-maternelle"}))
def test_at_the_parents_home_nothing_more_is_asked(signed_in, monday, nadia, service):
    refused = offered(signed_in(nadia), services=[service], modes=["2"])
    assert errors(refused) == [WHERE]
    assert offered(signed_in(nadia), services=[service], modes=["2"], childcare_place="parents").url
    offer = Offer.objects.get(author=nadia)
    assert (offer.childcare_place, offer.agrement_number) == (ChildcarePlace.PARENTS, "")


@pytest.mark.parametrize(("number", "is_kept"), [("", False), ("   ", False), ("60-2024-118", True)])
def test_at_ones_own_home_an_agrement_is_due(signed_in, monday, nadia, number, is_kept):
    response = offered(signed_in(nadia), childcare_place="sitter", agrement_number=number)
    assert Offer.objects.filter(author=nadia).exists() is is_kept
    if is_kept:
        assert Offer.objects.get(author=nadia).agrement_number == number
    else:
        [refusal] = errors(response)
        assert refusal.endswith(AGREMENT)
        place = next(e for e in response.page.all("input") if e["value"] == "sitter")
        assert "checked" in place.attributes


def test_at_ones_own_home_cesu_is_not_the_way(signed_in, monday, nadia):
    at_home = {"childcare_place": "sitter", "agrement_number": "60-2024-118"}
    [refusal] = errors(offered(signed_in(nadia), modes=["1", "2"], **at_home))
    assert refusal.startswith(PAJEMPLOI)
    assert offered(signed_in(nadia), modes=["1"], **at_home).status_code == 302


def test_an_assistante_maternelle_always_gives_her_number(signed_in, monday, joel):
    trade = {"services": ["assistante-maternelle"], "modes": ["4"], "childcare_place": "parents"}
    [refusal] = errors(offered(signed_in(joel), **trade))
    assert refusal.endswith(AGREMENT)
    assert offered(signed_in(joel), **trade, agrement_number="60-2024-118").status_code == 302


@pytest.mark.parametrize(
    ("number", "may"),
    [
        ("60-2024-118", True),
        ("PMI 2024/0118", True),
        ("nº 12", True),
        ("agréée", False),
        ("<b>12</b>", False),
        ("06 39 98 12 17", False),
        ("12 sur www.nounou.fr", False),
    ],
)
def test_a_number_has_figures_and_is_no_way_to_be_reached(signed_in, monday, nadia, number, may):
    assert is_agrement_number(number) is may
    response = offered(signed_in(nadia), childcare_place="sitter", agrement_number=number)
    assert (response.status_code == 302) is may
    assert may or errors(response) == [NOT_A_NUMBER]


def test_who_looks_after_no_children_is_asked_nothing(signed_in, monday, nadia):
    assert offered(signed_in(nadia), services=["tonte"], agrement_number="12").status_code == 302
    offer = Offer.objects.get(author=nadia)
    assert (offer.childcare_place, offer.agrement_number, offer.childcare_words) == ("", "", "")


def test_the_database_keeps_no_home_without_a_number(signed_in, monday, nadia):
    offered(signed_in(nadia), childcare_place="parents")
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(childcare_place=ChildcarePlace.SITTER)


def test_the_offer_and_the_results_say_where(signed_in, client, monday, nadia):
    offered(signed_in(nadia), childcare_place="sitter", agrement_number="60-2024-118")
    said = "La garde se fait chez Nadia, avec l’agrément nº 60-2024-118."
    offer = Offer.objects.get(author=nadia)
    assert said in words(client.get(f"/offres/{offer.public_id}/").content.decode())
    wish = Wish(Service.objects.get(slug="baby-sitting"), commune("Feuquières"))
    [helper] = find_helpers(wish, now=MONDAY)
    assert reasons(helper, wish, today=MONDAY.date())[0] == said


def test_a_change_finds_again_what_was_said(signed_in, monday, nadia):
    offered(signed_in(nadia), childcare_place="sitter", agrement_number="60-2024-118")
    offer = Offer.objects.get(author=nadia)
    page = signed_in(nadia).get(f"/offres/{offer.public_id}/changer/").page
    fields = {e["name"]: e["value"] for e in page.all("input") if e["name"] == "agrement_number"}
    assert fields == {"agrement_number": "60-2024-118"}
    signed_in(nadia).post(f"/offres/{offer.public_id}/changer/", {**SENT, "childcare_place": "parents"})
    offer.refresh_from_db()
    assert offer.childcare_words == "La garde se fait chez les parents."
