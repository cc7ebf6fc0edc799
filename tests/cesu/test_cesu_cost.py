import json

import pytest
from django.core.management import CommandError, call_command

FLOOR_SENTENCE = (
    "On ne peut pas payer moins de 10,51\u00a0€ net de l’heure (13,46\u00a0€ brut) : c’est le minimum de la"
    " branche, 12,24\u00a0€ brut, avec 10 % de congés payés."
)


def said(capsys, *options: str) -> dict:
    call_command("cesu_cost", *options, "--on", "2026-01-15")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    return json.loads(lines[0])


def test_an_hour_at_the_floor(capsys):
    assert said(capsys, "--net", "10.51", "--hours", "1") == {
        "net": 10.51,
        "gross": 13.46,
        "gross_without_leave": 12.24,
        "employee_contributions": 2.95,
        "employer_contributions": 4.37,
        "deduction": 2.0,
        "exemption": 0.0,
        "total": 17.83,
        "credit": 8.91,
        "after_credit": 8.92,
        "per_hour": {"net": 10.51, "gross": 13.46},
        "floor": {"net": 10.51, "gross": 13.46, "gross_without_leave": 12.24},
        "warnings": [],
        "rates_on": "2026-01-15",
        "hours": 1.0,
        "service": None,
        "gives_credit": None,
    }


def test_amounts_are_numbers_with_two_decimals(capsys):
    call_command("cesu_cost", "--net", "12", "--hours", "10", "--on", "2026-01-15")
    assert '"net": 120.00,' in capsys.readouterr().out


def test_amounts_are_for_all_the_hours(capsys):
    answer = said(capsys, "--net", "10,51 €", "--hours", "3")
    assert (answer["net"], answer["gross"], answer["per_hour"]) == (
        31.53,
        40.38,
        {"net": 10.51, "gross": 13.46},
    )


@pytest.mark.parametrize(
    ("options", "net"),
    [
        (["--gross", "13.46"], 10.51),
        (["--gross", "13.46", "--alsace-moselle"], 10.34),
        (["--gross", "12.24", "--before-leave"], 10.51),
        (["--total", "17.83"], 10.51),
    ],
)
def test_any_side_may_be_given(capsys, options, net):
    assert said(capsys, *options)["net"] == net


def test_exemption_takes_the_place_of_the_deduction(capsys):
    for option in (["--age", "72"], ["--apa"], ["--disability"], ["--spouse"]):
        answer = said(capsys, "--net", "12", *option)
        assert (answer["deduction"], answer["exemption"]) == (0.0, 4.44)


def test_below_the_floor_it_explains_and_computes_nothing(capsys):
    answer = said(capsys, "--net", "10.50")
    assert (answer["gross"], answer["total"], answer["credit"]) == (None, None, None)
    assert answer["warnings"] == [FLOOR_SENTENCE]


def test_gross_without_leave_is_told_how_to_say_so(capsys):
    answer = said(capsys, "--gross", "12.24")
    assert answer["warnings"] == [
        FLOOR_SENTENCE,
        "Si ce montant est sans les congés, ajoutez --before-leave.",
    ]


def test_a_service_without_credit_says_so(capsys):
    answer = said(capsys, "--net", "12", "--service", "encombrants")
    assert (answer["credit"], answer["gives_credit"]) == (0.0, False)
    assert answer["warnings"] == [
        "« Porter des encombrants à la déchèterie » se déclare par CESU, mais ne donne pas droit au crédit"
        " d’impôt."
    ]


def test_figures_past_their_review_are_to_be_checked(capsys):
    call_command("cesu_cost", "--net", "12", "--on", "2026-11-23")
    assert json.loads(capsys.readouterr().out)["warnings"] == [
        "Des chiffres de ce calcul sont à vérifier : ils ont passé leur date de relecture, ou leur source est"
        " incertaine."
    ]


@pytest.mark.parametrize(
    ("options", "beginning"),
    [
        ([], "Donnez un seul montant"),
        (["--net", "12", "--gross", "15"], "Donnez un seul montant"),
        (["--net", "douze"], "--net : « douze » ne va pas."),
        (["--net", "12.345"], "--net : « 12.345 » ne va pas."),
        (["--net", "0"], "--net : « 0 » ne va pas."),
        (["--net", "1e9"], "--net : « 1e9 » ne va pas."),
        (["--net", "NaN"], "--net : « NaN » ne va pas."),
        (["--net", "12", "--hours", "401"], "--hours : « 401 » ne va pas."),
        (["--net", "12", "--age", "cent"], "--age : « cent » ne va pas."),
        (["--net", "12", "--on", "hier"], "La date « hier » ne se lit pas"),
        (["--net", "12", "--on", "2022-12-31"], "Aucun taux n’est connu avant"),
        (["--net", "12", "--service", "plomberie"], "« plomberie » ne se déclare pas par CESU."),
        (["--net", "12", "--level", "XX"], "Le minimum du niveau « XX » n’est pas connu"),
        (["--total", "20", "--before-leave"], "--before-leave va avec --net ou --gross"),
    ],
)
def test_a_bad_value_is_refused_in_french(options, beginning):
    with pytest.raises(CommandError) as refusal:
        call_command("cesu_cost", *options)
    assert str(refusal.value).startswith(beginning)
    assert refusal.value.returncode == 2
