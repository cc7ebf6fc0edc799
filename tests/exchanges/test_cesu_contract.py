"""A contract of one page: filled for two people, the wage typed when it is printed, and kept nowhere."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from campagnon.exchanges.models import Exchange
from campagnon.exchanges.pay import floor_of
from tests.exchanges.conftest import agreed, at, need_mowing
from tests.exchanges.jobs import FOUR_HOURS, IN_CESU, WEEKLY, hired
from tests.exchanges.test_exchange import text_of
from tests.page import words


def address(exchange: Exchange) -> str:
    return reverse("exchanges:employment_contract", args=[exchange.public_id])


def printed(signed_in, person, exchange: Exchange, amount: str = "12"):
    return signed_in(person).post(address(exchange), {"amount": amount})


def read(response) -> str:
    pages = PdfReader(io.BytesIO(response.content)).pages
    assert len(pages) == 1
    return words(pages[0].extract_text())


def test_the_page_shows_what_the_contract_will_say(signed_in, need, karim, lea):
    exchange = hired(need, karim)
    text = text_of(signed_in(lea).get(address(exchange)))
    for said in ("Léa, Grandvilliers", "Karim, Songeons", "Tondre la pelouse", "Gerberoy"):
        assert f"<dd>{said}</dd>" in text
    assert "<dd>28 novembre 2026</dd>" in text
    assert "<dd>Chaque samedi à 9 h, 2 h par semaine</dd>" in text
    assert "au moins 10,51 €" in text


def test_it_says_whether_the_law_asks_for_it(signed_in, need, karim, lea):
    assert "il n’est pas obligatoire" in text_of(signed_in(lea).get(address(hired(need, karim))))
    exchange = hired(need_mowing(lea), karim, FOUR_HOURS)
    assert "Il est obligatoire : vous dépassez 3 h par semaine" in text_of(
        signed_in(lea).get(address(exchange))
    )


def test_the_contract_is_filled_for_two_and_leaves_to_the_pen_what_is_not_known(signed_in, need, karim, lea):
    exchange = hired(need, karim)
    response = printed(signed_in, lea, exchange)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="contrat-cesu.pdf"'
    text = read(response)
    for said in (
        "Prénom : Léa",
        "Nom : Delattre",
        "Commune : Grandvilliers",
        "Prénom : Karim",
        "Tondre la pelouse, à Gerberoy.",
        "Début : le 28 novembre 2026.",
        "Chaque samedi à 9 h, 2 h par semaine.",
        "12 € net de l’heure, congés payés (10 %) compris, soit 15,36 € brut.",
        "Adresse : ..",
        "Date de naissance : ..",
        "× Durée indéterminée",
    ):
        assert said in text
    assert len(response.content) < 100_000


def test_the_last_name_of_the_other_is_never_printed(signed_in, need, karim, lea):
    """« Les agents de la mairie le lisent, personne d’autre », says the page where it is asked."""
    exchange = hired(need, karim)
    mine, theirs = (read(printed(signed_in, person, exchange)) for person in (lea, karim))
    assert (lea.last_name in mine, karim.last_name in mine) == (True, False)
    assert (lea.last_name in theirs, karim.last_name in theirs) == (False, True)


def test_a_single_visit_is_said_as_such(signed_in, need, karim, lea):
    text = read(printed(signed_in, lea, hired(need, karim, IN_CESU)))
    assert "Samedi 28 novembre à 9 h, pendant 2 h." in text
    assert "□ Durée indéterminée" in text


def test_a_minor_and_a_parent_sign(signed_in, need, karim, nadia, lea):
    minor = read(printed(signed_in, lea, hired(need, karim)))
    assert "Avant 18 ans : 8 h par jour et 35 h par semaine au plus, ni nuit (22 h à 6 h)" in minor
    assert "Accord d’un parent ou du tuteur" in minor
    adult = read(printed(signed_in, lea, agreed(need_mowing(lea), nadia, WEEKLY)))
    assert "Avant 18 ans" not in adult


def test_below_the_floor_nothing_is_printed_and_the_page_says_why(signed_in, need, karim, lea):
    exchange = hired(need, karim)
    response = printed(signed_in, lea, exchange, "10,50")
    assert response["Content-Type"].startswith("text/html")
    [error] = [words(e.text) for e in response.page.all("p") if e["class"] == "error"]
    assert error.startswith("On ne peut pas payer moins de 10,51 € net de l’heure")
    [field] = [e for e in response.page.all("input") if e["name"] == "amount"]
    assert field["value"] == "10,50"
    assert "10,51 € net de l’heure, congés payés" in read(printed(signed_in, lea, exchange, "10,51"))


@pytest.mark.parametrize("amount", ["", "douze", "0", "501", "12,345"])
def test_a_wage_that_is_none_gets_a_sentence(signed_in, need, karim, lea, amount):
    response = printed(signed_in, lea, hired(need, karim), amount)
    assert [words(e.text) for e in response.page.all("p") if e["class"] == "error"] == [
        "Écrivez le salaire net d’une heure, par exemple 12,50."
    ]


def test_the_floor_is_that_of_the_place(need, karim):
    exchange = hired(need, karim)
    day = at(23, 10).date()
    assert f"{floor_of(exchange, day).net}" == "10.51"
    exchange.need.commune.department = "57"
    assert f"{floor_of(exchange, day).net}" == "10.34"


def test_nothing_is_kept_by_the_browser_nor_on_the_way(signed_in, need, karim, lea):
    exchange = hired(need, karim)
    for response in (signed_in(lea).get(address(exchange)), printed(signed_in, lea, exchange)):
        assert response["Cache-Control"] == "private, no-store"
    [form] = [f for f in signed_in(lea).get(address(exchange)).page.forms() if f["method"] == "post"]
    assert "data-keep" not in form.attributes


def test_a_hostile_name_stays_words_on_one_page(signed_in, need, karim, lea):
    exchange = hired(need, karim)
    lea.first_name, lea.last_name = '#read("/etc/passwd")', "M" * 80
    lea.save()
    karim.first_name = "Jean-Christophe Maximilien Emmanuel de la Tour 🐭"
    karim.save()
    text = read(printed(signed_in, lea, exchange))
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text
