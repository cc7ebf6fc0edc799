"""What the law says, for any page: whether a service may be declared is one question, the credit another."""

from datetime import date

import pytest
from django.template import Context, Template

from campagnon.catalogue.modes import ALL_MODES, Mode
from campagnon.cesu.figures import figures_on
from campagnon.cesu.templatetags.cesu import CESU
from tests.page import Page, words

DECLARED = "En CESU, ce service peut être déclaré."


def said(source: str, **values) -> str:
    page = Page(Template("{% load cesu %}" + source).render(Context(values)))
    return words("".join(page.texts))


def law(slug: str, modes: int = Mode.CESU) -> str:
    return said("{% cesu_law slug modes %}", slug=slug, modes=modes)


@pytest.mark.parametrize(
    ("slug", "credit"),
    [
        ("tonte", "oui, jusqu’à 5 000 € par an"),
        ("bricolage", "oui, jusqu’à 500 € par an, 2 h au plus par visite"),
        ("encombrants", "non"),
        ("animaux", "oui, pour une personne dépendante"),
    ],
)
def test_a_service_may_be_declared_and_the_credit_is_another_question(slug, credit):
    assert law(slug).startswith(f"{DECLARED} Donne droit au crédit d’impôt : {credit}.")


def test_nothing_is_said_where_cesu_is_not_possible():
    assert CESU == Mode.CESU
    assert (law("tonte", Mode.FREE | Mode.PRO), law("plomberie"), law("")) == ("", "", "")
    assert law("tonte", ALL_MODES).startswith(DECLARED)


def test_a_doubtful_condition_says_so():
    assert "à vérifier" in law("courses")
    assert "à vérifier" not in law("menage")


def test_rules_for_minors_hold_in_one_line():
    assert said("{% minors_in_one_line %}") == (
        "8 h par jour et 35 h par semaine au plus, ni nuit (22 h à 6 h) ni jour férié, rien de dangereux"
    )


def test_rules_for_minors_are_those_of_the_table_each_with_its_source():
    source = "{% minors_rules %}"
    text = said(source)
    assert "8 h de travail par jour et 35 h par semaine au plus" in text
    assert "Pas de travail les jours fériés, ni entre 22 h et 6 h" in text
    page = Page(Template("{% load cesu %}" + source).render(Context()))
    assert set(page.links()) == {one.address for one in figures_on("minors", date(2026, 11, 23))}
