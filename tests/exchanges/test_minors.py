"""Karim is 17: he looks after children by day, whoever proposes the hour."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import Mode
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import answer_suggestion
from campagnon.exchanges.models import Agreement, Exchange
from campagnon.matching.minors import may_come_at
from campagnon.notices.models import OfferedService
from tests.exchanges.conftest import MOWING, agreed, asked, at, need_mowing, offer_mowing, opened
from tests.exchanges.test_exchange import text_of

TOO_LATE = "Avant 18 ans, on garde des enfants entre 6 h et 20 h."
SENT = {"answer": "yes", "mode": "2", "day": "2026-11-28", "words": ""}
DAYTIME = replace(MOWING, mode=Mode.CESU, starts_at=at(28, 16))
EVENING = replace(DAYTIME, starts_at=at(28, 19))


@pytest.fixture(params=["baby-sitting", "garde-enfant"])
def sitting(request, monday, lea, karim, nadia):
    """A need of an hour that nobody named, for which both were asked."""
    service = Service.objects.get(slug=request.param)
    for person in (karim, nadia):
        OfferedService.objects.filter(offer=offer_mowing(person)).update(service=service)
    return need_mowing(lea, service=service, modes=Mode.CESU, part_of_day="")


@pytest.mark.parametrize(
    ("starts_at", "hours", "may"),
    [
        (at(28, 16), 4, True),
        (at(28, 16), 4.5, False),
        (at(28, 19), 1, True),
        (at(28, 20), 1, False),
        (at(28, 23), 8, False),
        (at(28, 6), 2, True),
        (at(28, 5, 30), 2, False),
        (at(28, 21), 12, False),
    ],
)
def test_an_evening_begins_at_20_h_and_a_day_at_6_h(monday, karim, nadia, starts_at, hours, may):
    moment = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=hours)}
    sitting, mowing = Service.objects.get(slug="baby-sitting"), Service.objects.get(slug="tonte")
    assert may_come_at(karim, sitting, **moment) is may
    assert may_come_at(nadia, sitting, **moment) is True
    assert may_come_at(karim, mowing, **moment) is True


def test_a_minor_is_of_age_on_the_day_itself(monday, karim):
    sitting, birthday = Service.objects.get(slug="baby-sitting"), at(28, 20).date()
    karim.born_on = birthday.replace(year=birthday.year - 18)
    for day, may in ((27, False), (28, True)):
        moment = {"starts_at": at(day, 20), "ends_at": at(day, 23)}
        assert may_come_at(karim, sitting, **moment) is may


@pytest.mark.parametrize(("hour", "hours", "may"), [("16:00", "4", True), ("19:00", "2", False)])
def test_a_minor_says_yes_by_day_only(client, sitting, karim, hour, hours, may):
    page = reverse("exchanges:answer", args=[asked(sitting, karim).token])
    response = client.post(page, {**SENT, "hour": hour, "hours": hours}, follow=True)
    assert Exchange.objects.filter(helper=karim).exists() is may
    assert text_of(response).count(TOO_LATE) == (0 if may else 2)


def test_an_adult_says_yes_in_the_evening(client, sitting, nadia):
    page = reverse("exchanges:answer", args=[asked(sitting, nadia).token])
    client.post(page, {**SENT, "hour": "19:00", "hours": "4"})
    assert Exchange.objects.get().helper == nadia


def test_the_asker_proposes_no_evening_to_a_minor(signed_in, sitting, karim, lea):
    exchange = opened(sitting, karim, DAYTIME)
    page = reverse("exchanges:other_moment", args=[exchange.public_id])
    evening = {**SENT, "hour": "19:30", "hours": "3"}
    response = signed_in(lea).post(page, evening)
    assert text_of(response).count(TOO_LATE) == 2
    assert exchange.agreements.count() == 1
    signed_in(lea).post(page, {**evening, "hour": "17:00"})
    assert exchange.agreements.proposed().get().starts_at == at(28, 17)


def test_a_visit_of_a_minor_is_not_moved_to_the_evening(signed_in, sitting, karim, lea):
    visit = agreed(sitting, karim, DAYTIME).visits.get()
    page = reverse("exchanges:move", args=[visit.public_id])
    response = signed_in(lea).post(page, {**SENT, "hour": "21:00", "hours": "2"})
    assert text_of(response).count(TOO_LATE) == 2
    assert Agreement.objects.filter(moves=visit).count() == 0


def test_the_actions_refuse_it_too(sitting, karim, lea):
    with pytest.raises(PermissionDenied):
        answer_suggestion(asked(sitting, karim), answer="yes", by=karim, proposal=EVENING)
    exchange = opened(sitting, karim, DAYTIME)
    with pytest.raises(PermissionDenied):
        propose_moment(exchange, EVENING, by=lea)
    assert exchange.agreements.count() == 1


def test_an_evening_proposed_before_this_rule_cannot_be_accepted(sitting, karim, lea):
    exchange = opened(sitting, karim, DAYTIME)
    waiting = exchange.agreements.get()
    Agreement.objects.filter(pk=waiting.pk).update(hours=Decimal(6))
    with pytest.raises(PermissionDenied):
        accept_agreement(waiting, by=lea)
    assert exchange.visits.count() == 0
