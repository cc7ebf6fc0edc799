import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campagnon.billing.register import BEGINS_A_FORMULA, COLUMNS, Figures, Record, guarded, register_csv

D = Decimal
LEAK = Record(
    number="F-2026-0001",
    nature="facture",
    issued_on=date(2026, 11, 23),
    client="Léa Delattre",
    subject="Fuite sous le ballon",
    quote="D-2026-0001",
    performed_on=date(2026, 11, 21),
    due_on=date(2026, 12, 23),
    figures=(
        Figures(D("107.25"), D(10), D("97.50"), D("9.75")),
        Figures(D("26.42"), D(20), D("22.02"), D("4.40")),
    ),
    undoes="",
)


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_a_paper_gives_one_row_for_each_rate():
    first, second = rows(register_csv([LEAK]))
    assert first == {
        "numero": "F-2026-0001",
        "nature": "facture",
        "date": "2026-11-23",
        "client": "Léa Delattre",
        "objet": "Fuite sous le ballon",
        "devis": "D-2026-0001",
        "prestation_du": "2026-11-21",
        "a_payer_avant": "2026-12-23",
        "taux_tva": "10,00",
        "hors_taxe": "97,50",
        "tva": "9,75",
        "toutes_taxes": "107,25",
        "annule_ou_annulee_par": "",
    }
    assert (second["taux_tva"], second["hors_taxe"], second["tva"]) == ("20,00", "22,02", "4,40")


def test_a_credit_note_takes_away_and_says_what():
    note = replace(
        LEAK,
        nature="avoir",
        due_on=None,
        undoes="F-2026-0001",
        figures=(Figures(D("-10.00"), D(0), D("-10.00"), D("0.00")),),
    )
    [row] = rows(register_csv([note]))
    said = (row["toutes_taxes"], row["a_payer_avant"], row["annule_ou_annulee_par"])
    assert said == ("-10,00", "", "F-2026-0001")


def test_of_a_paper_made_elsewhere_only_the_total_is_known():
    [row] = rows(register_csv([replace(LEAK, figures=(Figures(D(80)),))]))
    said = (row["toutes_taxes"], row["taux_tva"], row["hors_taxe"], row["tva"])
    assert said == ("80,00", "", "", "")


def test_an_empty_register_still_names_its_columns():
    assert register_csv([]).removeprefix("\ufeff") == ";".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('=cmd|"/C calc"!A0', '\'=cmd|"/C calc"!A0'),
        ("+33 6", "'+33 6"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("Léa", "Léa"),
        ("", ""),
        ("a;b\n=1", "a;b\n=1"),
    ],
)
def test_words_never_begin_a_formula(typed, kept):
    assert guarded(typed) == kept
    record = replace(LEAK, client=typed, subject=typed, quote=typed, number=typed, undoes=typed)
    for row in rows(register_csv([record])):
        for column in ("client", "objet", "devis", "numero", "annule_ou_annulee_par"):
            assert row[column] == kept


@given(st.text(max_size=40))
def test_whatever_is_typed_stays_in_its_cell(typed):
    first, second = rows(register_csv([replace(LEAK, client=typed)]))
    assert first["client"].removeprefix("'") == typed.removeprefix("'")
    assert not first["client"].startswith(BEGINS_A_FORMULA)
    assert second["tva"] == "4,40"
