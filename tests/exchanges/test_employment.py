"""The page of a declared job: hours agreed, hours done, what comes next, for each of the two."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.declaring import declare_month
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.employment import (
    hired_on,
    is_contract_due,
    months_worked,
    read_employment,
    worked_elsewhere,
)
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.next_acts import Act
from tests.exchanges.conftest import agreed, at, need_mowing, opened
from tests.exchanges.jobs import DECEMBER, FOUR_HOURS, IN_CESU, NOVEMBER, WEEKLY, hired, worked
from tests.exchanges.test_exchange import text_of
from tests.page import words


def page(signed_in, person, exchange: Exchange):
    return signed_in(person).get(reverse("exchanges:employment", args=[exchange.public_id]))


def month_lines(response) -> list[str]:
    [months] = [e for e in response.page.all("ul") if e["class"] == "plain"]
    return [words(e.text) for e in response.page.all("li") if months in e.parents]


def next_of(exchange: Exchange, reader) -> Act:
    return read_employment(exchange, reader=reader, now=timezone.now()).next_act


def test_an_exchange_agreed_in_cesu_leads_to_its_job(signed_in, need, karim, lea):
    exchange = hired(need, karim)
    address = reverse("exchanges:employment", args=[exchange.public_id])
    for person, heading in ((lea, "Vous employez Karim en CESU"), (karim, "Léa vous emploie en CESU")):
        shown = signed_in(person).get(reverse("exchanges:exchange", args=[exchange.public_id]))
        assert heading in text_of(shown)
        assert address in shown.page.links()


def test_there_is_no_job_without_an_agreement_in_cesu(signed_in, need, karim, lea, nadia):
    exchange = opened(need, karim, WEEKLY)
    assert page(signed_in, lea, exchange).status_code == 404
    exchange.agreements.update(accepted_at=timezone.now())
    assert page(signed_in, lea, exchange).status_code == 200
    assert page(signed_in, nadia, exchange).status_code == 404
    exchange.agreements.update(mode=Mode.FREE)
    assert page(signed_in, lea, exchange).status_code == 404
    shown = signed_in(lea).get(reverse("exchanges:exchange", args=[exchange.public_id]))
    assert "en CESU" not in text_of(shown)


def test_each_reads_what_comes_next(signed_in, need, karim, lea):
    exchange = hired(need, karim)
    employer, employee = text_of(page(signed_in, lea, exchange)), text_of(page(signed_in, karim, exchange))
    assert "<h2>Devenez employeur, en cinq pas</h2>" in employer
    assert "<h2>Donnez à Léa de quoi vous déclarer</h2>" in employee
    for text in (employer, employee):
        assert "chaque samedi à 9 h, à partir du 28 novembre, environ 2 h" in text
        assert "En CESU, ce service <b>peut être déclaré</b>." in text
        assert "<b>Donne droit au crédit d’impôt</b> : oui, jusqu’à 5 000 € par an." in text


def test_the_steps_are_unfolded_the_first_time_only(signed_in, need, karim, lea, monday):
    exchange = hired(need, karim)
    assert ["open" in e.attributes for e in page(signed_in, lea, exchange).page.all("details")] == [
        True,
        True,
    ]
    worked(exchange, monday)
    monday.move_to(at(2, 10, month=12))
    assert declare_month(exchange, NOVEMBER, by=lea)
    folded = page(signed_in, lea, exchange).page.all("details")
    assert ["open" in e.attributes for e in folded] == [False, False]


def test_what_comes_next_follows_the_job(need, karim, lea, monday):
    exchange = hired(need, karim)
    assert [next_of(exchange, person) for person in (lea, karim)] == [Act.REGISTER, Act.GIVE_PAPERS]
    monday.move_to(at(28, 12))
    assert next_of(exchange, lea) is Act.SETTLE
    worked(exchange, monday)
    monday.move_to(at(1, 10, month=12))
    assert [next_of(exchange, person) for person in (lea, karim)] == [Act.DECLARE, Act.AWAIT_DECLARATION]
    declare_month(exchange, NOVEMBER, by=lea)
    assert [next_of(exchange, person) for person in (lea, karim)] == [Act.MEET, Act.MEET]
    worked(exchange, monday)
    decline_exchange(exchange, by=karim)
    assert [next_of(exchange, person) for person in (lea, karim)] == [Act.AWAIT_RECAP, Act.AWAIT_RECAP]
    monday.move_to(at(2, 10, month=1).replace(year=2027))
    declare_month(exchange, DECEMBER, by=lea)
    assert next_of(exchange, lea) is Act.NOTHING


def test_each_next_thing_has_its_words(signed_in, need, karim, lea, monday):
    exchange = hired(need, karim)
    monday.move_to(at(28, 12))
    assert "Le rendez-vous samedi 28 novembre à 9 h a-t-il eu lieu ?" in text_of(
        page(signed_in, lea, exchange)
    )
    worked(exchange, monday)
    monday.move_to(at(1, 10, month=12))
    due = "Novembre : 2 h, à déclarer d’ici le 5 décembre"
    for person in (lea, karim):
        assert f"<h2>{due}</h2>" in text_of(page(signed_in, person, exchange))
    monday.move_to(at(6, 10, month=12))
    exchange.visits.unsettled().update(missed_at=timezone.now())
    assert "Novembre : 2 h, à déclarer, c’était pour le 5 décembre" in text_of(page(signed_in, lea, exchange))
    declare_month(exchange, NOVEMBER, by=lea)
    assert "<h2>Tout est à jour</h2>" in text_of(page(signed_in, lea, exchange))


def test_months_show_their_hours_and_where_the_declaration_stands(signed_in, need, karim, lea, monday):
    exchange = hired(need, karim)
    worked(exchange, monday, 2)
    declare_month(exchange, NOVEMBER, by=lea)
    assert month_lines(page(signed_in, karim, exchange)) == [
        "Décembre : 2 hEn cours",
        "Novembre : 2 hDéclaré, dit le 5 décembre",
    ]


def test_only_what_took_place_in_cesu_counts(need, karim, lea, monday):
    exchange = hired(need, karim)
    visits = list(exchange.visits.all())
    worked(exchange, monday)
    visits[1].missed_at = visits[2].happened_at = timezone.now()
    visits[1].save()
    visits[2].save()
    assert sum(month.hours for month in months_worked(exchange)) == Decimal(4)
    exchange.agreements.update(mode=Mode.FREE)
    assert months_worked(exchange) == []


def test_a_visit_of_the_first_after_midnight_counts_on_the_clock_of_the_place(need, karim, lea, monday):
    exchange = hired(need, karim)
    visit = exchange.visits.first()
    visit.starts_at, visit.ends_at = at(1, 0, 15, month=12), at(1, 1, 15, month=12)
    visit.happened_at = visit.ends_at
    visit.save()
    assert [month.first for month in months_worked(exchange)] == [DECEMBER]


@pytest.mark.parametrize(("proposal", "is_due"), [(WEEKLY, False), (FOUR_HOURS, True)])
def test_a_contract_is_due_above_three_hours_agreed_each_week(
    signed_in, need, karim, lea, monday, proposal, is_due
):
    exchange = hired(need, karim, proposal)
    text = text_of(page(signed_in, lea, exchange))
    assert ("Un contrat écrit est obligatoire : vous dépassez 3 h par semaine" in text) is is_due
    assert ("<h2>Écrivez le contrat</h2>" in text) is is_due
    assert reverse("exchanges:employment_contract", args=[exchange.public_id]) in text


def test_a_contract_is_due_by_what_the_two_do_together(need, karim, lea, nadia, monday):
    """Two jobs of 2 h a week with the same person are 4 h a week; with two persons they are not."""
    first, second = hired(need, karim), hired(need_mowing(lea), karim)
    assert is_contract_due(first, at(23, 10).date())
    decline_exchange(second, by=lea)
    assert not is_contract_due(first, at(23, 10).date())
    agreed(need_mowing(lea), nadia, WEEKLY)
    assert not is_contract_due(first, at(23, 10).date())


def test_a_contract_is_due_by_the_hours_done(need, karim, lea, monday):
    exchange = hired(need, karim, replace(IN_CESU, hours=Decimal(8)))
    today = at(28, 20).date()
    worked(exchange, monday)
    assert not is_contract_due(exchange, today)
    other = hired(need_mowing(lea), karim, replace(IN_CESU, starts_at=at(29, 9), hours=Decimal(5)))
    worked(other, monday)
    assert is_contract_due(exchange, today)


def test_hours_with_the_same_person_elsewhere_are_told(need, karim, lea, monday):
    exchange = hired(need, karim)
    other = hired(need_mowing(lea), karim, replace(IN_CESU, starts_at=at(29, 9)))
    worked(exchange, monday)
    assert worked_elsewhere(exchange, NOVEMBER) == []
    worked(other, monday)
    assert worked_elsewhere(exchange, NOVEMBER) == [(other, Decimal("2.00"))]
    assert worked_elsewhere(exchange, DECEMBER) == []


def test_one_is_hired_on_the_first_visit(need, karim, lea, monday):
    exchange = hired(need, karim)
    assert hired_on(exchange) == at(28, 9).date()
    visit = exchange.visits.first()
    visit.cancelled_at = timezone.now()
    visit.save()
    assert hired_on(exchange) == at(5, 9, month=12).date()


def test_rules_for_minors_are_shown_of_minors_only(signed_in, need, karim, nadia, lea):
    exchange = hired(need, karim)
    text = text_of(page(signed_in, lea, exchange))
    assert "Karim a moins de 18 ans" in text
    assert "8 h de travail par jour et 35 h par semaine au plus, tous employeurs réunis" in text
    assert "l’accord écrit d’un de vos parents" in text_of(page(signed_in, karim, exchange))
    adult = agreed(need_mowing(lea), nadia, WEEKLY)
    assert "moins de 18 ans" not in text_of(page(signed_in, lea, adult))


def accepted(signed_in, exchange: Exchange, person) -> str:
    """The page of the exchange once the proposal stands."""
    exchange.agreements.update(accepted_at=timezone.now())
    return text_of(signed_in(person).get(reverse("exchanges:exchange", args=[exchange.public_id])))


def test_where_one_agrees_the_law_is_said(signed_in, need, karim, lea):
    exchange = opened(need, karim, WEEKLY)
    for person in (lea, karim):
        text = text_of(signed_in(person).get(reverse("exchanges:exchange", args=[exchange.public_id])))
        assert "En CESU, ce service <b>peut être déclaré</b>." in text
        assert "Karim a moins de 18 ans : 8 h par jour et 35 h par semaine au plus" in text
        assert "https://www.atousante.com/" in text
    agreed_text = accepted(signed_in, exchange, lea)
    assert "En CESU, ce service <b>peut être déclaré</b>." in agreed_text
    assert "Avant 18 ans : 8 h par jour et 35 h par semaine au plus" in agreed_text
    exchange.agreements.update(mode=Mode.FREE)
    text = text_of(signed_in(lea).get(reverse("exchanges:exchange", args=[exchange.public_id])))
    assert ("En CESU" in text, "moins de 18 ans" in text) == (False, False)


@pytest.mark.parametrize(("visits", "months"), [(1, 1), (8, 3)])
def test_the_page_costs_the_same_whatever_was_worked(
    signed_in, need, karim, lea, monday, django_assert_num_queries, visits, months
):
    exchange = hired(need, karim)
    worked(exchange, monday, visits)
    client = signed_in(lea)
    client.get("/mon-espace/")  # the day somebody was last seen is written once
    with django_assert_num_queries(12):
        response = page(lambda _person: client, lea, exchange)
    assert len(month_lines(response)) == months
