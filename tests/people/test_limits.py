from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from campagnon.channels.models import Delivery
from campagnon.people.limits import network_of
from tests.people.conftest import wrong

SLOWED = "Plusieurs codes viennent d’être demandés."


def knock(client, address: str, network: str = "192.0.2.1"):
    return client.post("/entrer/", {"address": address}, REMOTE_ADDR=network)


def test_sixth_code_in_an_hour_waits_and_the_page_says_how_long(client, lea, monday):
    for _ in range(5):
        assert knock(client, lea.email).status_code == 302
    page = knock(client, lea.email)
    assert page.status_code == 200
    assert page.content.decode().count(f"{SLOWED} Patientez 12 minutes, puis réessayez.") == 2
    assert Delivery.objects.count() == 5
    monday.shift(timedelta(minutes=12))
    assert knock(client, lea.email).status_code == 302


def test_limit_is_the_same_for_an_unknown_address(client, lea, monday):
    answers = []
    for address in (lea.email, "inconnue@exemple.fr"):
        answers.append([knock(Client(), address).status_code for _ in range(7)])
    assert answers[0] == answers[1] == [302, 302, 302, 302, 302, 200, 200]


def test_a_thousand_tries_let_a_legitimate_person_in(client, lea, last_code, monday):
    own = Client()
    knock(own, lea.email, network="198.51.100.7")
    own.post("/entrer/code/", {"code": last_code()})
    own.post("/sortir/")
    guesses = 0
    for number in range(1000):
        thief = Client()
        if knock(thief, lea.email, network=f"192.0.2.{number % 200}").status_code == 302:
            for _ in range(6):
                answer = thief.post("/entrer/code/", {"code": wrong(last_code())})
                guesses += answer.status_code == 200
            assert "_auth_user_id" not in thief.session
    assert guesses <= 15 * 5
    # The same person on her own telephone, at once; a neighbour from the attacker's own network too.
    assert knock(own, lea.email, network="198.51.100.8").status_code == 302
    own.post("/entrer/code/", {"code": last_code()})
    assert "_auth_user_id" in own.session
    assert knock(Client(), "voisine@exemple.fr", network="192.0.2.5").status_code == 302


def test_a_thousand_tries_at_one_counter_slow_down_and_let_in_again(db, monday):
    sent = 0
    for number in range(1000):
        sent += knock(Client(), f"someone{number}@exemple.fr").status_code == 302
    assert sent == 60
    monday.shift(timedelta(minutes=1))
    assert knock(Client(), "someone.else@exemple.fr").status_code == 302


def test_forged_device_cookie_opens_nothing(lea, monday):
    forger = Client()
    forger.cookies["campagnon_appareil"] = "WyJ4Il0:1abcde:forged"
    assert [knock(forger, lea.email).status_code for _ in range(6)] == [302] * 5 + [200]


def test_device_cookie_of_somebody_else_opens_nothing(karim, lea, last_code, monday):
    client = Client()
    knock(client, karim.email)
    client.post("/entrer/code/", {"code": last_code()})
    assert karim.email not in client.cookies["campagnon_appareil"].value
    client.post("/sortir/")
    stranger = Client()
    for _ in range(5):
        knock(stranger, lea.email)
    assert knock(client, lea.email).status_code == 200


def test_sms_of_all_people_together_stay_within_the_day(db, monday, monkeypatch):
    from campagnon.channels.rate import Allowance
    from campagnon.people import limits

    monkeypatch.setattr(limits, "SMS_CODES", Allowance("code-sms", 3, timedelta(days=1)))
    answers = [knock(Client(), f"06 12 34 56 {number}").status_code for number in range(10, 15)]
    assert answers == [302, 302, 302, 200, 200]
    assert knock(Client(), "lea@exemple.fr").status_code == 302


@pytest.mark.parametrize(
    ("trusted", "forwarded", "network"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2::9", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:3::9", "2001:db8:1:3::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "fe80::1%eth0", "fe80::/64"),
        (1, "nonsense", "nonsense"),
    ],
)
def test_network_of_believes_as_many_proxies_as_are_trusted(settings, trusted, forwarded, network):
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert network_of(request) == network
