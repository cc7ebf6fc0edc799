"""A month of a declared job: hours for both; what to type, the wage and « déclaré » for the employer."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from campagnon.catalogue.models import Service
from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.declaring import declare_month, take_back_declaration
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import Declaration, Exchange
from campagnon.journal.models import Entry
from tests.exchanges.conftest import at, need_mowing, said_to
from tests.exchanges.jobs import DECEMBER, IN_CESU, NOVEMBER, WEEKLY, hired, worked
from tests.exchanges.test_exchange import text_of
from tests.page import words


@pytest.fixture
def job(need, karim, lea, monday) -> Exchange:
    """Four Saturdays of December were worked, and it is January."""
    exchange = hired(need, karim, replace(WEEKLY, starts_at=at(5, 9, month=12)))
    worked(exchange, monday, 4)
    monday.move_to(at(2, 10, month=1).replace(year=2027))
    return exchange


def address(exchange: Exchange, month: str = "2026-12", name: str = "employment_month") -> str:
    return reverse(f"exchanges:{name}", args=[exchange.public_id, month])


def rows(response) -> dict[str, str]:
    """Each line of the page: what it is, and what it says."""
    terms, details = response.page.all("dt"), response.page.all("dd")
    return {words(t.text): words(d.text) for t, d in zip(terms, details, strict=True)}


def test_the_employer_reads_days_hours_and_what_to_type(signed_in, job, lea):
    response = signed_in(lea).get(address(job))
    assert "<h1>Décembre 2026 avec Karim : 8 h</h1>" in text_of(response)
    assert "<h2>À déclarer d’ici le 5 janvier</h2>" in text_of(response)
    lines = [words(e.text) for e in response.page.all("tr")][1:]
    assert lines == ["Samedi 5, 9 h2 h", "Samedi 12, 9 h2 h", "Samedi 19, 9 h2 h", "Samedi 26, 9 h2 h"]
    assert rows(response) == {
        "Salarié": "Karim",
        "Période d’emploi": "Du 5 au 31 décembre 2026",
        "Nombre d’heures": "8",
        "Salaire net d’une heure": "Celui que vous avez convenu, congés payés compris",
        "Salaire net total": "Le site le calcule",
    }


def test_a_wage_typed_on_the_spot_says_what_the_month_costs(signed_in, job, lea):
    """The case of docs/cesu.md: eight hours of mowing at 12 € net."""
    response = signed_in(lea).post(address(job), {"amount": "12"})
    said = rows(response)
    assert (said["Salaire net d’une heure"], said["Salaire net total"]) == ("12 €", "96 €")
    assert {name: said[name] for name in list(said)[5:]} == {
        "Karim reçoit, net": "96 €",
        "Salaire brut, dont 10 % de congés": "122,88 €",
        "Vos cotisations": "42,24 €",
        "Cela vous coûte en tout": "165,12 €",
        "Il vous reste, après le crédit d’impôt": "82,56 €",
    }
    assert "C’est un ordre de grandeur" in text_of(response)
    assert response["Cache-Control"] == "private, no-store"


def test_a_service_without_credit_says_so_and_leaves_the_line_out(signed_in, job, lea):
    job.need.service = Service.objects.get(slug="encombrants")
    job.need.save()
    response = signed_in(lea).post(address(job), {"amount": "12"})
    assert list(rows(response))[-1] == "Cela vous coûte en tout"
    assert "se déclare par CESU, mais ne donne pas droit au crédit d’impôt" in text_of(response)


def test_below_the_floor_the_page_explains_and_keeps_what_was_typed(signed_in, job, lea):
    response = signed_in(lea).post(address(job), {"amount": "9"})
    [error] = [words(e.text) for e in response.page.all("p") if e["class"] == "error"]
    assert error.startswith("On ne peut pas payer moins de 10,51 € net de l’heure")
    assert [e["value"] for e in response.page.all("input") if e["name"] == "amount"] == ["9"]
    assert "Cela vous coûte en tout" not in rows(response)


@pytest.mark.parametrize(("amount", "holds"), [("12", "165,12 €"), ("", "le site le calcule")])
def test_the_recap_is_printed_with_or_without_the_wage(signed_in, job, lea, amount, holds):
    response = signed_in(lea).post(address(job), {"amount": amount, "then": "print"})
    assert response["Content-Disposition"] == 'attachment; filename="heures-2026-12.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    pdf = PdfReader(io.BytesIO(response.content))
    text = words(pdf.pages[0].extract_text())
    assert "Heures de décembre 2026 : Karim chez Léa" in text
    for said in ("samedi 26, 9 h", "En tout 8 h", "À déclarer au plus tard le 5 janvier 2027", holds):
        assert said in text
    assert len(response.content) < 100_000


def test_to_calculate_a_wage_is_needed(signed_in, job, lea):
    response = signed_in(lea).post(address(job), {"amount": ""})
    assert "Écrivez le salaire net d’une heure, par exemple 12,50." in text_of(response)


def test_the_employee_sees_the_hours_and_no_wage_is_asked(signed_in, job, karim):
    response = signed_in(karim).get(address(job))
    assert "<h1>Décembre 2026 chez Léa : 8 h</h1>" in text_of(response)
    assert "C’est Léa qui déclare." in text_of(response)
    assert [e for e in response.page.all("input") if e["name"] == "amount"] == []
    assert signed_in(karim).post(address(job), {"amount": "12"}).status_code == 404


@pytest.mark.parametrize("month", ["2026-11", "2027-01", "2026-13", "decembre", "contrats"])
def test_a_month_without_hours_is_no_page(signed_in, job, lea, month):
    assert signed_in(lea).get(address(job, month)).status_code == 404
    assert signed_in(lea).post(address(job, month, "declaration")).status_code == 404


def test_the_employer_says_declared_and_the_employee_is_told_once(signed_in, job, lea, karim):
    done = signed_in(lea).post(address(job, name="declaration"), follow=True)
    assert "<h2>Déclaré, dit le 2 janvier</h2>" in text_of(done)
    declaration = Declaration.objects.get()
    assert (declaration.month, declaration.declared_by) == (DECEMBER, lea)
    assert "Léa dit avoir déclaré vos heures de décembre 2026 : 8 h" in said_to(karim)[-1]
    assert "Léa dit avoir déclaré ces heures." in text_of(signed_in(karim).get(address(job)))
    undone = signed_in(lea).post(address(job, name="declaration_taken_back"), follow=True)
    assert "À déclarer d’ici le 5 janvier" in text_of(undone)
    assert not Declaration.objects.exists()
    told = Delivery.objects.count()
    assert declare_month(job, DECEMBER, by=lea)
    assert Delivery.objects.count() == told
    verbs = Entry.objects.filter(verb__startswith="month.").order_by("pk").values_list("verb", "note")
    assert list(verbs) == [
        ("month.declared", ""),
        ("month.declaration_taken_back", "2026-12"),
        ("month.declared", ""),
    ]


def test_declaring_twice_or_nothing_does_nothing(job, lea):
    assert [declare_month(job, DECEMBER, by=lea) for _twice in range(2)] == [True, False]
    assert declare_month(job, NOVEMBER, by=lea) is False
    assert [take_back_declaration(job, DECEMBER, by=lea) for _twice in range(2)] == [True, False]


def test_the_employee_and_strangers_declare_nothing(signed_in, job, karim, nadia):
    for person in (karim, nadia):
        for act in (declare_month, take_back_declaration):
            with pytest.raises(PermissionDenied):
                act(job, DECEMBER, by=person)
        for name in ("declaration", "declaration_taken_back"):
            assert signed_in(person).post(address(job, name=name)).status_code == 404
    assert not Declaration.objects.exists()


def test_hours_said_after_the_declaration_are_to_be_corrected(signed_in, need, karim, lea, monday):
    exchange = hired(need, karim, replace(WEEKLY, starts_at=at(5, 9, month=12)))
    worked(exchange, monday)
    declare_month(exchange, DECEMBER, by=lea)
    late = exchange.visits.unsettled().first()
    monday.move_to(late.ends_at)
    assert "Des heures ont été ajoutées" not in text_of(signed_in(lea).get(address(exchange)))
    settle_visit(late, happened=True, by=karim)
    assert "Des heures ont été ajoutées depuis" in text_of(signed_in(lea).get(address(exchange)))


def test_a_job_that_began_before_says_the_whole_month(signed_in, need, karim, lea, monday):
    exchange = hired(need, karim)
    worked(exchange, monday, 2)
    said = {month: rows(signed_in(lea).get(address(exchange, month))) for month in ("2026-11", "2026-12")}
    periods = [said[month]["Période d’emploi"] for month in said]
    assert periods == ["Du 28 au 30 novembre 2026", "Du 1er au 31 décembre 2026"]


def test_a_single_visit_says_its_day_and_halves_are_typed_with_a_comma(signed_in, need, karim, lea, monday):
    exchange = hired(need, karim, replace(IN_CESU, hours=Decimal("1.5")))
    worked(exchange, monday)
    said = rows(signed_in(lea).get(address(exchange, "2026-11")))
    assert (said["Période d’emploi"], said["Nombre d’heures"]) == ("Le 28 novembre 2026", "1,5 (1 h 30)")


def test_other_jobs_with_the_same_person_are_to_be_added(signed_in, job, karim, lea, monday):
    monday.move_to(at(23, 10))
    other = hired(need_mowing(lea), karim, replace(IN_CESU, starts_at=at(6, 9, month=12)))
    worked(other, monday)
    response = signed_in(lea).get(address(job))
    assert "Pour l’Urssaf, c’est la même personne : additionnez." in text_of(response)
    assert address(other) in response.page.links()


def test_the_space_of_the_employer_brings_up_the_last_month_only(signed_in, job, lea, karim, monday):
    button, title = "Voir le récapitulatif", "<h2>Décembre 2026 avec Karim : 8 h</h2>"
    shown = text_of(signed_in(lea).get("/mon-espace/"))
    assert (button in shown, title in shown) == (True, True)
    assert button not in text_of(signed_in(karim).get("/mon-espace/"))
    monday.move_to(at(2, 10, month=2).replace(year=2027))
    assert button not in text_of(signed_in(lea).get("/mon-espace/"))
    monday.move_to(at(3, 10, month=1).replace(year=2027))
    declare_month(job, DECEMBER, by=lea)
    assert button not in text_of(signed_in(lea).get("/mon-espace/"))
