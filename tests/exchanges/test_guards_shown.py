"""The guard of a service is said where somebody is about to commit, and only for the way that is chosen."""

from dataclasses import replace

import pytest
from django.urls import reverse

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from tests.exchanges.conftest import MOWING, agreed, asked, opened
from tests.page import words

GUARD = "Ni échelle, ni taille en hauteur : cela, c’est pour un professionnel."


def text_of(response) -> str:
    return words(response.content.decode())


def test_the_check_page_says_it_before_publishing(client, monday, lea):
    client.post("/besoin/", {"words": "Tondre ma pelouse samedi matin à Gerberoy"})
    assert GUARD in text_of(client.get("/besoin/verifier/"))


def test_the_answer_page_says_it_before_a_yes(client, need, karim):
    page = client.get(reverse("exchanges:answer", args=[asked(need, karim).token]))
    assert GUARD in text_of(page)


def test_the_proposal_and_the_agreement_say_it(signed_in, need, karim, lea):
    exchange = opened(need, karim)
    address = reverse("exchanges:exchange", args=[exchange.public_id])
    assert text_of(signed_in(lea).get(address)).count(GUARD) == 1
    signed_in(lea).post(
        reverse("exchanges:agreement", args=[exchange.public_id]),
        {"agreement": exchange.agreements.get().pk},
    )
    assert text_of(signed_in(lea).get(address)).count(GUARD) == 1


@pytest.mark.parametrize(("mode", "is_said"), [(Mode.FREE, False), (Mode.CESU, True)])
def test_what_concerns_another_way_is_left_out(signed_in, need, karim, lea, mode, is_said):
    exchange = agreed(need, karim, replace(MOWING, mode=mode))
    need.service = Service.objects.get(slug="bricolage")
    need.save(update_fields=["service"])
    page = signed_in(lea).get(reverse("exchanges:exchange", args=[exchange.public_id]))
    assert ("Deux heures au plus à chaque fois" in text_of(page)) is is_said
    assert "Ni électricité, ni gaz, ni toit" in text_of(page)
