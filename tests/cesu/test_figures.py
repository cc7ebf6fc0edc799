import csv
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

import pytest

from campagnon.catalogue.loading import DATA as CATALOGUE
from campagnon.cesu.figures import TABLES, figures_on, figures_to_check, read_table
from campagnon.cesu.service_law import services_on

JANUARY_2026 = date(2026, 1, 15)


@pytest.mark.parametrize("table", TABLES)
def test_each_figure_has_its_source_and_its_end(table):
    for figure in read_table(table):
        assert figure.source
        assert figure.address
        assert figure.until or figure.review_by, figure.words


def identity(figure):
    """What makes two rows speak of the same thing: for a contribution, its name and who pays it."""
    return (figure.name, figure["side"]) if figure.table == "contributions" else figure.name


@pytest.mark.parametrize("table", TABLES)
def test_a_figure_follows_another_without_overlap(table):
    rows = sorted(read_table(table), key=lambda one: (identity(one), one.since))
    for _, periods in groupby(rows, key=identity):
        periods = list(periods)
        for one, following in zip(periods, periods[1:], strict=False):
            assert one.until is not None
            assert one.until < following.since, following.words


def test_contributions_leave_no_day_out():
    rows = sorted(read_table("contributions"), key=lambda one: (identity(one), one.since))
    for _, periods in groupby(rows, key=identity):
        periods = list(periods)
        for one, following in zip(periods, periods[1:], strict=False):
            assert one.until + timedelta(days=1) == following.since
        assert periods[-1].until is None


def test_figures_of_january_2026_are_all_sourced_but_those_said_to_be_checked():
    named = [(figure.table, figure.name) for figure in figures_to_check(JANUARY_2026)]
    assert named == [
        ("floors", "V"),
        ("floors", "VI"),
        ("services", "courses"),
        ("services", "sortie-ecole"),
    ]


def test_a_figure_past_its_review_is_to_be_checked():
    named = {(figure.table, figure.name) for figure in figures_to_check(date(2026, 7, 1))}
    assert ("floors", "smic") in named
    assert ("contributions", "family") not in named
    assert ("contributions", "family") in {
        (figure.table, figure.name) for figure in figures_to_check(date(2027, 1, 1))
    }


def test_services_say_what_the_catalogue_says():
    """The catalogue opens the ways; the law is here, dated. Neither may contradict the other."""
    with (CATALOGUE / "services.csv").open(encoding="utf-8", newline="") as file:
        catalogue = {
            row["slug"]: (row["credit"] == "oui", row["cap_eur_year"], row["sap"])
            for row in csv.DictReader(file)
            if row["cesu"] == "oui"
        }
    law = {
        one.slug: (one.gives_credit, str(one.cap_a_year or ""), one.activity)
        for one in services_on(JANUARY_2026)
    }
    assert law == catalogue


def test_a_figure_holds_until_its_last_day():
    accidents = [
        figure.value
        for day in (date(2025, 4, 30), date(2025, 5, 1))
        for figure in figures_on("contributions", day)
        if figure.name == "accident"
    ]
    assert accidents == [Decimal("2.10"), Decimal("2.18")]
