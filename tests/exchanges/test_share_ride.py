"""The calculator of shared rides, for anybody; and the line that leads there from the agreement of a ride."""

from dataclasses import replace

import pytest
from django.urls import reverse

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.journal.models import Entry
from tests.exchanges.conftest import MOWING, opened
from tests.page import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

ASKED = {"pour": "moi", "km": "60", "places": "1", "peages": "4,60 €", "cv": "5", "par_an": "4 000 km"}


def ask(client, **changes):
    return client.get("/trajets/partager/", {**ASKED, **changes})


def text_of(response) -> str:
    return words(" ".join(response.page.texts))


def test_it_opens_empty_and_knows_why_one_drives(client):
    page = client.get("/trajets/partager/?pour=accompagnement")
    chosen = [field["value"] for field in page.page.all("input") if "checked" in field.attributes]
    assert (chosen, page.page.all("dd")) == (["accompagnement"], [])
    assert "0,32 € par kilomètre au plus" in text_of(page)
    assert "L3132-1 et R3132-1" in text_of(page)


def test_covoiturage_leaves_the_driver_his_share(client):
    page = ask(client)
    assert "Le passager verse 21,38 € au plus" in text_of(page)
    assert [words(dd.text) for dd in page.page.all("dd")] == ["42,76 €", "4,60 €", "21,38 €"]
    assert "Le conducteur y allait de toute façon" in text_of(page)


def test_an_accompaniment_says_what_it_changes(client):
    page = ask(client, pour="accompagnement", places="2", peages="")
    assert "Chaque passager verse 19,08 € au plus" in text_of(page)
    assert "vous pouvez couvrir ses frais, jamais son temps" in text_of(page)


def test_without_the_car_the_lowest_scale_is_taken(client):
    assert [words(dd.text) for dd in ask(client, cv="", par_an="", peages="0").page.all("dd")][0] == "22,20 €"


def test_nothing_is_kept(client):
    before = Entry.objects.count()
    ask(client)
    assert Entry.objects.count() == before
    assert client.session.keys() == set()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"km": ""}, "Écrivez le nombre de kilomètres, par exemple 38."),
        ({"km": "loin"}, "Écrivez un nombre de kilomètres, 2\u00a0000 au plus"),
        ({"km": "0"}, "Écrivez un nombre de kilomètres, 2\u00a0000 au plus"),
        ({"km": "9" * 400}, "Écrivez un nombre de kilomètres, 2\u00a0000 au plus"),
        ({"km": "２０"}, "Écrivez un nombre de kilomètres, 2\u00a0000 au plus"),
        ({"pour": ""}, "Dites pour qui le trajet est fait."),
        ({"pour": "rien"}, "Choisissez une des deux réponses."),
        ({"places": "9"}, "Choisissez un nombre dans la liste."),
        ({"cv": "40"}, "Choisissez une puissance dans la liste."),
        ({"peages": "-3"}, "Écrivez un montant, 500\u00a0€ au plus"),
        ({"peages": "501"}, "Écrivez un montant, 500\u00a0€ au plus"),
        ({"par_an": "beaucoup"}, "Écrivez un nombre de kilomètres, par exemple 12\u00a0000."),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(client, changes, said):
    page = ask(client, **changes)
    assert page.status_code == 200
    assert page.content.decode().count(said) == 2
    assert page.page.all("dd") == []
    for name, typed in {"km": "60", "peages": "4,60 €"}.items():
        if name not in changes:
            assert [f["value"] for f in page.page.all("input") if f["name"] == name] == [typed]


@pytest.mark.parametrize(
    ("slug", "mode", "said"),
    [
        ("covoiturage", Mode.FREE, "C’est du covoiturage"),
        ("trajet-ecole", Mode.FREE, "C’est du covoiturage"),
        ("accompagnement", Mode.FREE, "C’est un accompagnement"),
        ("transport-objet", Mode.FREE, "On peut partager les frais de la route"),
        ("pret-vehicule", Mode.FREE, ""),
        ("tonte", Mode.FREE, ""),
        ("accompagnement", Mode.CESU, ""),
    ],
)
def test_the_agreement_of_a_ride_says_what_it_is_and_leads_to_the_calculator(
    signed_in, need, karim, lea, slug, mode, said
):
    exchange = opened(need, karim, replace(MOWING, mode=mode))
    need.service = Service.objects.get(slug=slug)
    need.save(update_fields=["service"])
    client = signed_in(lea)
    for _ in ("proposed", "agreed"):
        page = client.get(reverse("exchanges:exchange", args=[exchange.public_id]))
        assert said in text_of(page)
        led = [link for link in page.page.links() if link.startswith("/trajets/partager/")]
        assert len(led) == (1 if said else 0)
        proposal = exchange.agreements.get()
        client.post(reverse("exchanges:agreement", args=[exchange.public_id]), {"agreement": proposal.pk})
