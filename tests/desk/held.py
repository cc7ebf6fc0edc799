"""Marcelle, whom the town hall may act for, in the exchanges of the other tests."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.exchanges.models import Exchange
from campagnon.journal.models import Entry
from campagnon.matching.models import Suggestion
from campagnon.people.actions import give_mandate
from campagnon.people.models import Covers, Mandate, User
from campagnon.territories.models import Territory
from tests.exchanges.conftest import need_mowing, offer_mowing, opened
from tests.reference import PICARDIE_VERTE

REASON = {"reason": "Appel du 23 novembre"}
MOMENT = {"mode": "1", "day": "2026-11-28", "hour": "14:00", "hours": "1.5", "words": ""}


def hold(person: User, agent: User, *, covers: str = Covers.EVERYTHING) -> Mandate:
    """A signed mandate for a year."""
    today = timezone.localdate()
    return give_mandate(
        person,
        Territory.objects.get(pk=PICARDIE_VERTE),
        until=today + timedelta(days=365),
        by=agent,
        covers=covers,
        signed_on=today,
    )


@pytest.fixture
def held(monday, marcelle, odile) -> User:
    """Marcelle, with a mandate that covers everything."""
    hold(marcelle, odile)
    return marcelle


@pytest.fixture
def proposed(held, karim) -> Exchange:
    """Karim can mow Marcelle's lawn on Saturday, and waits for her answer."""
    offer_mowing(karim)
    return opened(need_mowing(held), karim)


@pytest.fixture
def asked_of_her(held, karim, lea) -> Suggestion:
    """Marcelle mows too, and is asked by Léa."""
    offer_mowing(held)
    return Suggestion.objects.get(helper=held, need=need_mowing(lea))


def at_desk(person: User, rest: str = "") -> str:
    return f"/guichet/personnes/{person.public_id}/{rest}"


def last_line() -> tuple[str, User, User, str]:
    """The last thing done in somebody's name: what, by whom, for whom, why."""
    entry = Entry.objects.filter(on_behalf_of__isnull=False).latest("pk")
    return entry.verb, entry.by, entry.on_behalf_of, entry.note
