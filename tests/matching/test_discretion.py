"""The dates of an absence are told to whom a town hall has met; to others after their yes."""

from datetime import date

import pytest

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.channels.models import Channel, Delivery
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.offers import OfferDraft, publish_offer
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models import Need, Offer
from campagnon.people.actions import vouch_for
from campagnon.people.models import User
from campagnon.territories.models import Territory
from tests.cast import commune
from tests.reference import PICARDIE_VERTE

CATS = "Nourrir mes chats du 12 au 20 décembre à Gerberoy"


@pytest.fixture
def absence(monday, lea) -> Need:
    """Léa is away in December, and nobody has offered yet."""
    draft = NeedDraft(
        words=CATS,
        service=Service.objects.filter(sector_id="absence").order_by("position").first(),
        commune=commune("Gerberoy"),
        modes=Mode.FREE,
        starts_on=date(2026, 12, 12),
        ends_on=date(2026, 12, 20),
    )
    return publish_need(draft, by=lea)


def offer_to_help(person: User, need: Need) -> Offer:
    draft = OfferDraft(
        words="Je passe nourrir les bêtes",
        services=(need.service,),
        commune=person.commune,
        modes=Mode.FREE,
        reach_minutes=60,
        availability=(1 << 21) - 1,
        confirm_every_days=90,
    )
    return publish_offer(draft, by=person)


def told(person: User) -> str:
    delivery = Delivery.objects.filter(person=person).latest("pk")
    return f"{delivery.subject} {delivery.text}"


def tells_dates(text: str) -> bool:
    return any(said in text for said in ("12 d", "20 d", "2026-12", CATS))


def test_whoever_offers_to_learn_when_a_house_is_empty_learns_nothing(absence, nadia, client):
    offer_to_help(nadia, absence)
    asked = Suggestion.objects.get(need=absence, helper=nadia)
    page = client.get(f"/demandes/{asked.token}/").content.decode()
    assert (tells_dates(told(nadia)), tells_dates(page)) == (False, False)
    assert "dates dites par Léa, après votre oui" in told(nadia)
    assert "Passez à la vôtre avec une pièce d’identité" in page


def test_an_sms_says_no_more(absence, karim):
    offer_to_help(karim, absence)
    assert Delivery.objects.get(person=karim).channel == Channel.SMS
    assert tells_dates(told(karim)) is False


def test_whom_a_town_hall_met_reads_the_dates(absence, nadia, odile, client):
    here = Territory.objects.get(pk=PICARDIE_VERTE)
    vouch_for(nadia, here, nadia.commune, met_on=date(2026, 11, 23), by=odile)
    offer_to_help(User.objects.get(pk=nadia.pk), absence)
    asked = Suggestion.objects.get(need=absence, helper=nadia)
    page = client.get(f"/demandes/{asked.token}/").content.decode()
    assert (tells_dates(told(nadia)), tells_dates(page)) == (True, True)
    assert "Passez à la vôtre" not in page


def test_other_services_tell_their_day_to_anybody(monday, lea, nadia):
    mowing = Service.objects.get(slug="tonte")
    day = date(2026, 12, 12)
    draft = NeedDraft("Tondre à Gerberoy", mowing, lea.commune, Mode.FREE, starts_on=day, ends_on=day)
    need = publish_need(draft, by=lea)
    offer_to_help(nadia, need)
    assert "samedi 12 décembre" in told(nadia)


def test_my_space_says_no_more(absence, karim, signed_in):
    offer_to_help(karim, absence)
    assert tells_dates(" ".join(signed_in(karim).get("/mon-espace/").page.texts)) is False
