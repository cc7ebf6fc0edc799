"""What the law says, wherever two people come to an agreement: declared, credit, under 18, children."""

import pytest
from django.urls import reverse

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.notices.models import Offer, OfferedService
from tests.exchanges.conftest import asked, need_mowing, offer_mowing, opened
from tests.exchanges.jobs import IN_CESU, WEEKLY
from tests.exchanges.test_exchange import text_of

DECLARED = "En CESU, ce service <b>peut être déclaré</b>."
CREDIT = "<b>Donne droit au crédit d’impôt</b> : oui, jusqu’à 5 000 € par an."
MINOR = (
    "Karim a moins de 18 ans : 8 h par jour et 35 h par semaine au plus, ni nuit (22 h à 6 h) ni jour férié"
)
NOT_SAID = "Dites-vous où se fait la garde : chez la personne qui garde, il faut l’agrément du département."


def answer_page(client, need, helper) -> str:
    return text_of(client.get(reverse("exchanges:answer", args=[asked(need, helper).token])))


def test_a_need_says_both_questions_to_whoever_reads(signed_in, client, need, lea):
    for reader in (client, signed_in(lea)):
        text = text_of(reader.get(reverse("exchanges:need", args=[need.public_id])))
        assert (DECLARED in text, CREDIT in text) == (True, True)


def test_a_need_for_mutual_help_says_neither(client, need):
    need.modes = Mode.FREE
    need.save()
    assert DECLARED not in text_of(client.get(reverse("exchanges:need", args=[need.public_id])))


def test_who_answers_reads_both_and_the_rules_of_minors_if_they_are_one(client, need, karim, nadia):
    minor, adult = answer_page(client, need, karim), answer_page(client, need, nadia)
    assert (DECLARED in minor, CREDIT in minor, MINOR in minor) == (True, True, True)
    assert (DECLARED in adult, CREDIT in adult, "moins de 18 ans" in adult) == (True, True, False)


def test_another_moment_says_them_too(signed_in, need, karim, lea):
    exchange = opened(need, karim, WEEKLY)
    text = text_of(signed_in(lea).get(reverse("exchanges:other_moment", args=[exchange.public_id])))
    assert (DECLARED in text, MINOR in text) == (True, True)


def test_a_minor_may_be_employed_all_the_same(need, karim, lea):
    exchange = opened(need, karim, WEEKLY)
    assert accept_agreement(exchange.agreements.get(), by=lea)


@pytest.fixture
def sitting(monday, lea, nadia):
    """Léa looks for somebody to look after her children, and Nadia was asked."""
    service = Service.objects.get(slug="garde-enfant")
    offer = offer_mowing(nadia, modes=Mode.CESU)
    OfferedService.objects.filter(offer=offer).update(service=service)
    return need_mowing(lea, service=service, modes=Mode.CESU)


@pytest.mark.parametrize(
    ("place", "number", "said"),
    [
        ("", "", NOT_SAID),
        ("parents", "", "La garde se fait chez les parents."),
        ("sitter", "60-2024-118", "La garde se fait chez Nadia, avec l’agrément nº 60-2024-118."),
    ],
)
def test_an_answer_and_an_agreement_say_where_children_are_looked_after(
    signed_in, client, sitting, lea, nadia, place, number, said
):
    Offer.objects.update(childcare_place=place, agrement_number=number)
    assert said in answer_page(client, sitting, nadia)
    exchange = opened(sitting, nadia, IN_CESU)
    page = reverse("exchanges:exchange", args=[exchange.public_id])
    assert said in text_of(signed_in(lea).get(page))
    assert accept_agreement(exchange.agreements.get(), by=lea)
    assert said in text_of(signed_in(nadia).get(page))


def test_nothing_is_said_of_children_where_there_are_none(client, need, karim):
    text = answer_page(client, need, karim)
    assert ("La garde se fait" in text, "agrément" in text) == (False, False)
