"""What the network says of an SMS that left."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from campagnon.channels.actions import Letter, deliver_due, tell
from campagnon.channels.models import Delivery
from tests.channels.incoming import SECRET


@pytest.fixture
def sent(karim, gateway, settings) -> Delivery:
    settings.SMS_INBOUND_SECRET = SECRET
    tell(karim, Letter(subject="Tonte", lines=["Tonte"], sms="Tonte"), key="one")
    deliver_due()
    return Delivery.objects.get()


@pytest.fixture
def report(gateway, sent):
    """What Kannel does with the address that it was given."""
    asked = gateway.asked[0]
    assert asked["dlr-mask"] == "19"
    address = urlsplit(asked["dlr-url"].replace("%d", "{}"))

    def tell_us(number, method: str = "get"):
        return getattr(Client(), method)(f"{address.path}?{address.query}".format(number))

    return tell_us


def test_an_sms_that_arrived_is_known_to_have(report, sent, monday):
    monday.shift(60)
    assert (report(1).status_code, report(1).content) == (200, b"")
    sent.refresh_from_db()
    assert (sent.reached_at, sent.given_up_at) == (timezone.now(), None)


@pytest.mark.parametrize("number", [2, 16])
def test_an_sms_that_the_network_refused_is_stuck(report, sent, number):
    assert list(Delivery.objects.stuck(timezone.now())) == []
    report(number)
    sent.refresh_from_db()
    assert (sent.sent_at, sent.given_up_at) == (None, timezone.now())
    assert sent.trouble.startswith("L’opérateur n’a pas pu remettre ce SMS")
    assert list(Delivery.objects.stuck(timezone.now())) == [sent]


def test_what_arrived_is_not_said_to_be_refused_afterwards(report, sent):
    report(1)
    report(2)
    sent.refresh_from_db()
    assert sent.given_up_at is None


@pytest.mark.parametrize("number", ["8", "", "x", "99999999", "%00", "-1"])
def test_other_reports_say_nothing(report, sent, number):
    assert report(number).status_code in {200, 404}
    sent.refresh_from_db()
    assert (sent.reached_at, sent.given_up_at) == (None, None)


def test_looking_at_the_address_says_nothing(report, sent):
    report(2, "head")
    sent.refresh_from_db()
    assert sent.given_up_at is None


def test_an_address_that_we_did_not_sign_leads_nowhere(sent):
    assert Client().get(f"/canaux/sms/recu/{sent.pk}:forged/?report=2").status_code == 404
    sent.refresh_from_db()
    assert sent.given_up_at is None


def test_the_desk_sees_what_is_stuck_for_two_weeks(karim, settings, monday):
    settings.SMS_GATEWAY_URL = ""
    tell(karim, Letter(subject="Tonte", lines=["Tonte"], sms="Tonte"), key="one")
    seen = []
    for _try in range(3):
        deliver_due()
        seen.append(Delivery.objects.stuck(timezone.now()).count())
        monday.shift(timedelta(minutes=10))
    assert seen == [0, 0, 1]
    assert Delivery.objects.stuck(timezone.now()).get().trouble == "Aucune passerelle de SMS n’est réglée."
    monday.shift(timedelta(days=15))
    assert list(Delivery.objects.stuck(timezone.now())) == []
