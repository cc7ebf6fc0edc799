"""« Est-ce bien cela ? » and « qui peut aider »: the two pages that show who is near."""

from datetime import timedelta

import pytest
from django.urls import reverse

from campagnon.catalogue.modes import Mode
from campagnon.matching.models import Suggestion
from campagnon.matching.views import SHOWN_A_PAGE, SHOWN_FIRST
from campagnon.notices.drafts import NEED_KEY, Draft
from campagnon.people.models import Professional
from campagnon.territories.models import Interest
from tests.cast import open_account
from tests.conftest import MONDAY
from tests.exchanges.conftest import need_mowing, offer_mowing
from tests.reading import ReadingClient

QUERIES = 8
PAGES = ("matching:check_need", "matching:who_can_help")


def saying(client: ReadingClient, **more) -> ReadingClient:
    """A visitor who has said: mowing, in Gerberoy, on Saturday morning."""
    draft = {
        "words": "Quelqu’un pour tondre ma pelouse samedi matin à Gerberoy",
        "service": "tonte",
        "commune": "60271",
        "starts_on": "2026-11-28",
        "ends_on": "2026-11-28",
        "part_of_day": "morning",
        "modes": Mode.FREE | Mode.CESU,
        **more,
    }
    session = client.session
    Draft(**draft).save(session, NEED_KEY)
    session.save()
    return client


def offers(count: int, where: str = "Songeons") -> None:
    for number in range(count):
        offer_mowing(open_account(f"V{number}", "Durand", where, email=f"v{where}{number}@exemple.fr"))


def shown(response) -> list[str]:
    """Whoever is on the page, in order: the words of each row."""
    people = [e for e in response.page.all("ul") if e["class"] == "people"]
    rows = [e for e in response.page.all("li") if e.parents[-1] in people]
    return [" ".join(row.text.split()) for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("count", [1, 3])
def test_who_is_near_costs_the_same_queries_for_one_or_three(
    monday, client, django_assert_num_queries, page, count
):
    offers(count)
    saying(client)
    with django_assert_num_queries(QUERIES):
        response = client.get(reverse(page))
    assert len(shown(response)) == count


@pytest.mark.django_db
def test_the_nearest_come_first_with_their_minutes_and_why(monday, client):
    offers(1, "Feuquières")
    offers(1, "Gerberoy")
    response = saying(client).get(reverse("matching:who_can_help"))
    near, far = shown(response)
    assert near.startswith("V0Gerberoy 5 min")
    assert far.startswith("V0Feuquières 15 min")
    assert far.endswith("Libre à ce moment-là. Encore peu sollicité.")


def on_quote(person, **trade) -> None:
    """Somebody mows on a quote, as an enterprise that declares this."""
    Professional.objects.update_or_create(user=person, defaults=trade)
    person.refresh_from_db()
    offer_mowing(person, modes=Mode.PRO)


def test_a_professional_shows_what_is_declared_and_what_coming_costs(monday, client, joel):
    on_quote(joel)
    [row] = shown(saying(client, modes=Mode.PRO).get(reverse("matching:who_can_help")))
    assert row == (
        "Lefèvre PlomberieGrandvilliers 20 minenviron Professionnel Libre à ce moment-là. "
        "Encore peu sollicité. Déplacement : 36 € TTC Plombier chauffagisteSIRET 000 000 018 00010"
        "Assurance déclarée jusqu’au 31 décembre 2030Garantie décennale jusqu’au 31 décembre 2030"
    )


def test_the_credit_badge_needs_a_declaration_and_the_trade_an_insurance(monday, client, joel):
    badge = "Peut ouvrir droit au crédit d’impôt"
    on_quote(joel, ten_year_insurer="", ten_year_until=None)
    asked = saying(client, modes=Mode.PRO)
    page = reverse("matching:who_can_help")
    [row] = shown(asked.get(page))
    assert (badge in row, "décennale" in row) == (False, False)
    Professional.objects.update(sap_number="SAP000000018", sap_declared_on="2024-05-12")
    [row] = shown(asked.get(page))
    assert badge in row
    assert "Services à la personne : déclaration SAP000000018 du 12 mai 2024" in row
    Professional.objects.update(insured_until="2026-11-22")
    assert shown(asked.get(page)) == []


def test_a_neighbour_shows_no_trade(monday, client, joel):
    offer_mowing(joel, modes=Mode.FREE | Mode.PRO)
    [row] = shown(saying(client).get(reverse("matching:who_can_help")))
    assert row.startswith("Joël")
    assert [word for word in ("SIRET", "Assurance", "Déplacement") if word in row] == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_professionals_cost_no_query_more(monday, client, django_assert_num_queries, count):
    for number in range(count):
        person = open_account(f"P{number}", "Durand", "Songeons", email=f"p{number}@exemple.fr")
        on_quote(
            person, siret=f"{number:014}", trade_name="x", trade="Paysagiste", insured_until="2027-01-01"
        )
    saying(client, modes=Mode.PRO)
    with django_assert_num_queries(QUERIES):
        response = client.get(reverse("matching:who_can_help"))
    assert len(shown(response)) == count


@pytest.mark.django_db
def test_a_page_full_of_professionals_keeps_within_its_bytes(monday, client):
    """The client that reads the page refuses it when it is too heavy; here each has all there is to show."""
    for number in range(SHOWN_A_PAGE):
        person = open_account(f"P{number}", "Durand", "Songeons", email=f"p{number}@exemple.fr")
        on_quote(
            person,
            siret=f"{number * 7919:014}",
            trade_name=f"Les Jardins de la Vallée {number}",
            trade="Paysagiste et pépiniériste",
            insured_until=f"2027-{number % 12 + 1:02}-{number + 1:02}",
            ten_year_insurer="Mutuelle du Bâti",
            ten_year_until=f"2028-{number % 12 + 1:02}-{number + 1:02}",
            sap_number=f"SAP{number:09}",
            sap_declared_on=f"2024-{number % 12 + 1:02}-{number + 1:02}",
            travel_euros=number,
        )
    response = saying(client, modes=Mode.PRO).get(reverse("matching:who_can_help"))
    assert len(shown(response)) == SHOWN_A_PAGE


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_nobody_near_is_said_without_a_number(monday, client, page):
    response = saying(client).get(reverse(page))
    assert response.status_code == 200
    assert "Personne n’est encore inscrit près de Gerberoy" in response.content.decode()
    assert shown(response) == []


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_nothing_said_yet_leads_back_to_the_sentence(client, page):
    response = client.get(reverse(page))
    assert (response.status_code, response["Location"]) == (302, reverse("notices:say_need"))


@pytest.mark.django_db
def test_a_long_list_is_cut_into_pages_that_miss_nobody(monday, client):
    offers(SHOWN_A_PAGE + 3)
    saying(client)
    assert len(shown(client.get(reverse("matching:check_need")))) == SHOWN_FIRST
    first = client.get(reverse("matching:who_can_help"))
    second = client.get(reverse("matching:who_can_help"), {"depuis": SHOWN_A_PAGE})
    assert (len(shown(first)), len(shown(second))) == (SHOWN_A_PAGE, 3)
    assert len(set(shown(first)) | set(shown(second))) == SHOWN_A_PAGE + 3
    assert "23 personnes peuvent aider" in first.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("start", ["-1", "abc", "²", "99999999", "", "60"])
def test_a_strange_page_number_does_no_harm(monday, client, start):
    offers(2)
    response = saying(client).get(reverse("matching:who_can_help"), {"depuis": start})
    assert response.status_code == 200


def test_somebody_signed_in_does_not_find_themselves(monday, signed_in, karim, nadia):
    for person in (karim, nadia):
        offer_mowing(person)
    response = saying(signed_in(karim)).get(reverse("matching:who_can_help"))
    [row] = shown(response)
    assert row.startswith("Nadia")


def test_a_last_name_an_address_and_a_number_stay_hidden(monday, client, karim):
    offer_mowing(karim)
    body = saying(client).get(reverse("matching:who_can_help")).content.decode()
    assert "Karim" in body
    assert [secret for secret in ("Benali", karim.email, "612345617") if secret in body] == []


def test_nothing_is_said_before_strangers_of_who_often_stays_silent(monday, client, karim, lea):
    offer_mowing(karim)
    for _number in range(3):
        need_mowing(lea)
    Suggestion.objects.update(asked_at=MONDAY - timedelta(days=9))
    [row] = shown(saying(client).get(reverse("matching:who_can_help")))
    assert row.endswith("Libre à ce moment-là. A moins de 18 ans.")


BEAUVAIS, DIEPPE = "60057", "76217"


def words(response) -> str:
    """The words of the page itself, without its frame."""
    [main] = response.page.all("main")
    return " ".join(main.text.split())


@pytest.mark.django_db
def test_where_campagnon_is_not_open_it_is_said_and_no_town_hall_promised(monday, client):
    response = saying(client, commune=DIEPPE).get(reverse("matching:check_need"))
    text = words(response)
    assert "Campagnon n’est pas encore ouvert à Dieppe. Personne d’à côté ne vient encore jusque-là" in text
    assert "aucune mairie ne prend le relais" in text
    assert "Cela m’intéresse" in text
    assert "la mairie" not in text.replace("aucune mairie", "")


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_across_the_border_who_can_come_is_shown_and_the_rest_is_told(monday, client, page):
    offers(1)
    response = saying(client, commune=BEAUVAIS).get(reverse(page))
    assert len(shown(response)) == 1
    assert "Nous prévenons cette personne." in words(response)
    assert "aucune mairie ne prend le relais" in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_where_it_is_open_nothing_of_that_is_said(monday, client, page):
    text = words(saying(client).get(reverse(page)))
    assert [said for said in ("pas encore ouvert", "mairie", "m’intéresse") if said in text] == []


@pytest.mark.django_db
def test_a_wish_left_on_the_way_is_counted_once_and_leads_back_to_the_need(monday, client):
    saying(client, commune=DIEPPE)
    for _twice in range(2):
        answer = client.post(f"/communes/{DIEPPE}/interet/", {"then": "need"})
        assert (answer.status_code, answer["Location"]) == (302, reverse("matching:check_need"))
    assert Interest.objects.filter(commune__insee=DIEPPE).count() == 1
    text = words(client.get(reverse("matching:check_need")))
    assert "Votre souhait est compté, merci." in text
    assert "Cela m’intéresse" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("modes", "says"), [(Mode.FREE | Mode.CESU, True), (Mode.FREE, False)])
def test_results_keep_declared_and_tax_credit_apart(monday, client, page, modes, says):
    offers(1)
    text = saying(client, modes=modes).get(reverse(page)).content.decode()
    assert ("En CESU, ce service <b>peut être déclaré</b>." in text) is says
    assert ("<b>Donne droit au crédit d’impôt</b> : oui" in text) is says
