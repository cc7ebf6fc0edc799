"""Léa needs a lawn mown in Gerberoy on Saturday morning; Karim and Nadia have been asked."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.agreeing import accept_agreement
from campagnon.exchanges.actions.answering import Proposal, answer_suggestion
from campagnon.exchanges.models import Exchange
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.offers import OfferDraft, publish_offer
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models import Need, Offer
from campagnon.people.models import User
from tests.cast import commune
from tests.exchanges.papers import need_plumber, offer_plumbing

PARIS = ZoneInfo("Europe/Paris")
SATURDAY = date(2026, 11, 28)
NINE = datetime(2026, 11, 28, 9, 0, tzinfo=PARIS)
MOWING = Proposal(mode=Mode.FREE, starts_at=NINE, hours=Decimal(2))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of the story, which begins on Monday 23 November at 10 h."""
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def offer_mowing(person: User, *, modes: int = Mode.FREE | Mode.CESU) -> Offer:
    draft = OfferDraft(
        words="Je tonds les pelouses",
        services=(Service.objects.get(slug="tonte"),),
        commune=person.commune,
        modes=modes,
        reach_minutes=60,
        availability=(1 << 21) - 1,
        confirm_every_days=90,
    )
    return publish_offer(draft, by=person)


def need_mowing(person: User, **more) -> Need:
    fields = {
        "words": "Quelqu’un pour tondre la pelouse de ma grand-mère samedi matin à Gerberoy",
        "service": Service.objects.get(slug="tonte"),
        "commune": commune("Gerberoy"),
        "modes": Mode.FREE | Mode.CESU,
        "starts_on": SATURDAY,
        "ends_on": SATURDAY,
        "part_of_day": "morning",
        **more,
    }
    return publish_need(NeedDraft(**fields), by=person)


def asked(need: Need, person: User) -> Suggestion:
    return Suggestion.objects.select_related("need__author", "need__service", "need__commune", "offer").get(
        need=need, helper=person
    )


def said_to(person: User) -> list[str]:
    """What somebody was told, oldest first: the subject of a letter, or the text of an SMS."""
    rows = Delivery.objects.filter(person=person).order_by("pk").values_list("subject", "text")
    return [" ".join((subject or text).split()) for subject, text in rows]


def opened(need: Need, person: User, proposal: Proposal = MOWING) -> Exchange:
    """The exchange that somebody's yes opens."""
    answer_suggestion(asked(need, person), answer="yes", by=person, proposal=proposal)
    return Exchange.objects.live().get(need=need, helper=person)


def agreed(need: Need, person: User, proposal: Proposal = MOWING) -> Exchange:
    """The exchange that both have agreed on."""
    exchange = opened(need, person, proposal)
    assert accept_agreement(exchange.agreements.get(), by=need.author)
    return exchange


@pytest.fixture
def need(monday, lea, karim, nadia) -> Need:
    offer_mowing(karim)
    offer_mowing(nadia)
    return need_mowing(lea)


@pytest.fixture
def leak(monday, lea, joel) -> Need:
    """Léa needs a plumber in Gerberoy; Joël has been asked."""
    offer_plumbing(joel)
    return need_plumber(lea)
