import pytest

from tests.page import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

JOB = {"side": "net", "amount": "12", "hours": "2", "visits": "4"}


def ask(client, **changes):
    return client.get("/cesu/calculer/", {**JOB, **changes})


def lines(response) -> list[tuple[str, str]]:
    """Each line of the answer: what it is, and the amount."""
    terms, amounts = response.page.all("dt"), response.page.all("dd")
    return [(words(term.text), words(amount.text)) for term, amount in zip(terms, amounts, strict=True)]


def text(response) -> str:
    return words(" ".join(response.page.texts))


def test_calculator_opens_empty_with_the_floor_said(client):
    response = client.get("/cesu/calculer/")
    assert response.status_code == 200
    assert "Congés payés compris : au moins 10,51 € net, soit 13,46 € brut." in text(response)
    assert response.page.all("dt") == []


def test_calculator_says_three_lines_for_an_hour_a_visit_and_a_month(client):
    left = "Il vous reste, après crédit d’impôt si votre service y donne droit"
    assert lines(ask(client))[:9] == [
        ("La personne reçoit", "12 €"),
        ("Cela vous coûte", "20,64 €"),
        (left, "10,32 €"),
        ("La personne reçoit", "24 €"),
        ("Cela vous coûte", "41,28 €"),
        (left, "20,64 €"),
        ("La personne reçoit", "96 €"),
        ("Cela vous coûte", "165,12 €"),
        (left, "82,56 €"),
    ]


def test_calculator_names_the_official_simulator(client):
    response = ask(client)
    assert "C’est un ordre de grandeur" in text(response)
    assert "https://www.cesu.urssaf.fr/" in response.page.links()
    assert "Rien de ce que vous écrivez ici n’est gardé." in text(response)


def test_service_without_credit_leaves_the_line_out(client):
    response = ask(client, service="encombrants")
    assert [term for term, _ in lines(response)[:6]] == ["La personne reçoit", "Cela vous coûte"] * 3
    assert "se déclare par CESU, mais ne donne pas droit au crédit d’impôt" in text(response)


def test_service_with_a_cap_spreads_it_over_the_year(client):
    """165.12 € a month of odd jobs: 500 € count in a year, so 20.83 € of credit a month."""
    response = ask(client, service="bricolage")
    assert lines(response)[8] == ("Il vous reste, après crédit d’impôt", "144,29 €")
    assert "compte au plus 500 € de dépenses par an" in text(response)


def test_a_visit_longer_than_the_law_counts_is_told(client):
    sentence = "une visite dure 2 h au plus"
    assert sentence not in text(ask(client, service="bricolage"))
    assert sentence in text(ask(client, service="bricolage", hours="2,5"))


def test_age_lifts_contributions(client):
    assert lines(ask(client, age="89"))[7] == ("Cela vous coûte", "145,60 €")
    assert lines(ask(client, situations="apa"))[7] == ("Cela vous coûte", "145,60 €")


def test_calculator_says_when_a_written_contract_is_due(client):
    assert "un contrat écrit est obligatoire" not in text(ask(client, hours="3"))
    assert "un contrat écrit est obligatoire" in text(ask(client, hours="4"))


def test_below_the_floor_the_page_explains(client):
    response = ask(client, amount="9,50")
    assert response.status_code == 200
    assert "On ne peut pas payer moins de 10,51 € net de l’heure" in text(response)
    assert response.page.all("dt") == []
    assert next(e for e in response.page.all("input") if e["name"] == "amount")["value"] == "9,50"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": ""}, "Écrivez un montant, par exemple 12,50."),
        ({"amount": "douze"}, "Écrivez un montant d’une heure, par exemple 12,50."),
        ({"amount": "1" * 30}, "Écrivez un montant d’une heure, par exemple 12,50."),
        ({"hours": "25"}, "Écrivez un nombre d’heures, 24 au plus, par exemple 2 ou 1,5."),
        ({"visits": "1,5"}, "Écrivez un nombre de visites, 62 au plus, par exemple 4."),
        ({"hours": "24", "visits": "31"}, "Cela fait plus de 400 heures par mois"),
        ({"side": "brut"}, "Choisissez un des trois montants."),
        ({"service": "plomberie"}, "Choisissez un service dans la liste."),
        ({"age": "vieux"}, "Écrivez votre âge en chiffres, par exemple 72."),
        ({"situations": "riche"}, "Choisissez parmi les situations proposées."),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_keeps_what_was_typed(client, changes, sentence):
    response = ask(client, **changes)
    assert response.status_code == 200
    errors = [words(e.text) for e in response.page.all("p") if e["class"] == "error"]
    assert len(errors) == 1
    assert errors[0].startswith(sentence)
    typed = {e["name"]: e["value"] for e in response.page.all("input") if e["type"] == "text"}
    assert {name: typed[name] for name in ("amount", "hours", "visits")} == {
        name: {**JOB, **changes}[name] for name in ("amount", "hours", "visits")
    }


def test_an_error_in_the_folded_part_opens_it(client):
    assert "open" in ask(client, age="vieux").page.all("details")[0].attributes
    assert "open" not in client.get("/cesu/calculer/").page.all("details")[0].attributes


def test_guide_says_both_questions_of_each_service(client):
    response = client.get("/cesu/")
    said = dict(lines(response))
    assert said["Oui, jusqu’à 5 000 € par an"] == "Petit jardinage, tondre la pelouse, tailler une haie"
    assert said["Oui, jusqu’à 500 € par an, 2 h au plus par visite"] == (
        "Rentrer, fendre ou ranger le bois, petit bricolage"
    )
    assert said["Non"] == "Porter des encombrants à la déchèterie"
    assert "Plomberie" not in text(response)


def test_guide_doubts_a_minimum_that_was_not_read_again(client, monday):
    assert "à vérifier" in text(client.get("/cesu/"))
    monday.move_to("2026-01-15 10:00+01:00")
    assert "à vérifier" not in text(client.get("/cesu/"))


def test_guide_says_what_the_tables_say(client):
    said = text(client.get("/cesu/"))
    assert "au moins 10,51 € net" in said
    assert "le 5 du mois suivant au plus tard" in said
    assert "Au-dessus de 3 h par semaine, en moyenne sur 4 semaines, un contrat écrit est obligatoire" in said
    assert "50 % de ce que vous dépensez, jusqu’à 12 000 € de dépenses par an" in said
    assert "ni entre 22 h et 6 h" in said
    assert "il faut l’agrément du département" in said


def test_guide_leads_to_the_calculator(client):
    assert "/cesu/calculer/" in client.get("/cesu/").page.links()


def test_what_is_typed_in_the_calculator_leaves_no_trace(client):
    answer = client.get("/cesu/calculer/", {"amount": "12", "age": "72"})
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "private, no-store")
