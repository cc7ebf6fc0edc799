"""Odile's counter on Monday 23 November: Marcelle calls, and Bernard and Karim can bring wood in."""

from datetime import date, timedelta

import pytest

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.desk.models import Call
from campagnon.notices.actions.offers import OfferDraft, publish_offer
from campagnon.notices.models import Offer
from campagnon.people.actions.mandating import give_mandate
from campagnon.people.models import Mandate, User
from campagnon.territories.models import Territory
from tests.desk.held import asked_of_her, held, proposed  # noqa: F401
from tests.reference import PICARDIE_VERTE

WOOD = "Il me faudrait quelqu’un pour rentrer mon bois avant qu’il gèle"
BOTH = f"{WOOD}, et ma chaudière fait du bruit"
TODAY = date(2026, 11, 23)


def offer_wood(person: User, **more) -> Offer:
    fields = {
        "words": "Je rentre le bois",
        "services": (Service.objects.get(slug="bois"),),
        "commune": person.commune,
        "modes": Mode.FREE | Mode.CESU,
        "reach_minutes": 60,
        "availability": (1 << 21) - 1,
        "confirm_every_days": 90,
        **more,
    }
    return publish_offer(OfferDraft(**fields), by=person)


@pytest.fixture
def here(monday) -> Territory:
    return Territory.objects.get(pk=PICARDIE_VERTE)


@pytest.fixture
def counter(here, odile, signed_in):
    """Odile, at her screen."""
    return signed_in(odile)


@pytest.fixture
def mandate(here, marcelle, odile) -> Mandate:
    return give_mandate(marcelle, here, until=TODAY + timedelta(days=200), by=odile, signed_on=TODAY)


@pytest.fixture
def call(here, marcelle, odile) -> Call:
    """Marcelle is on the telephone."""
    return Call.objects.create(territory=here, agent=odile, person=marcelle)


def at(call: Call, what: str = "") -> str:
    return f"/guichet/appels/{call.public_id}/{what + '/' if what else ''}"


def shown(answer) -> str:
    """The words of a page, on one line."""
    return " ".join(" ".join(answer.page.texts).split())
