"""Who works for pay and who helps as a neighbour: what that changes, and the professionals by name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.notices.actions.offers import pause_offer
from campagnon.pages.views.quality import SHOWN_A_PAGE
from campagnon.people.models import Professional
from tests.cast import open_account
from tests.exchanges.conftest import offer_mowing

PAGE = "/particulier-ou-professionnel/"


def working(number: int, where: str = "Songeons", department: str = "60", modes: int = Mode.PRO):
    """Somebody paid on a quote, with an offer."""
    person = open_account(f"P{number}", "Durand", where, department=department, email=f"p{number}@exemple.fr")
    Professional.objects.create(
        user=person,
        siret=f"{number:014}",
        trade_name=f"Entreprise {number:02}",
        trade="Paysagiste",
        insured_until=timezone.localdate() + timedelta(days=100),
    )
    person.refresh_from_db()
    return offer_mowing(person, modes=modes)


def named(response) -> list[str]:
    return [heading.text for heading in response.page.all("h3")]


def test_professionals_are_named_with_what_they_declare(monday, client, joel):
    offer = offer_mowing(joel, modes=Mode.FREE | Mode.PRO)
    page = client.get(PAGE)
    assert named(page) == ["Lefèvre Plomberie"]
    assert f"/offres/{offer.public_id}/" in page.page.links()
    assert "Joël, Grandvilliers" in page.content.decode()
    assert "SIRET 000\u00a0000\u00a0018\u00a000010" in page.content.decode()


def test_whoever_does_not_work_for_pay_today_is_not_named(monday, client, joel, karim):
    offer_mowing(karim)
    free = offer_mowing(joel, modes=Mode.FREE)
    assert named(client.get(PAGE)) == []
    offer = offer_mowing(joel, modes=Mode.PRO)
    assert named(client.get(PAGE)) == ["Lefèvre Plomberie"]
    pause_offer(offer, by=joel)
    assert named(client.get(PAGE)) == []
    assert "Toutes les personnes aident en particuliers" in client.get(PAGE).content.decode()
    offer_mowing(joel, modes=Mode.PRO)
    Professional.objects.update(insured_until=timezone.localdate() - timedelta(days=1))
    assert named(client.get(PAGE)) == []
    assert free.is_open


def test_those_of_the_readers_territory_come_first_and_nobody_is_missed(monday, signed_in, mme_roux):
    for number in range(SHOWN_A_PAGE):
        working(number)
    working(99, "Jouy-le-Potier", "45")
    client = signed_in(mme_roux)
    first, second = client.get(PAGE), client.get(PAGE, {"page": 2})
    assert named(first)[0] == "Entreprise 99"
    everybody = {f"Entreprise {number:02}" for number in (*range(SHOWN_A_PAGE), 99)}
    assert set(named(first)) | set(named(second)) == everybody


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_one_or_three(monday, client, django_assert_num_queries, count):
    for number in range(count):
        working(number)
    with django_assert_num_queries(3):
        assert len(named(client.get(PAGE))) == count


def test_a_gardener_shows_the_declaration_but_no_badge_without_a_service(monday, client, joel):
    assert Service.objects.get(slug="tonte").gives_credit
    Professional.objects.update(sap_number="SAP000000018", sap_declared_on="2024-05-12")
    joel.refresh_from_db()
    offer_mowing(joel, modes=Mode.PRO)
    text = client.get(PAGE).content.decode()
    assert ("SAP000000018" in text, "Peut ouvrir droit" in text) == (True, False)
