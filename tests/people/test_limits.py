from datetime import timedelta

import pytest
from django.test import Client

from campagnon.channels.models import Channel, Delivery
from campagnon.channels.rate import Allowance
from campagnon.people import limits
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


def come_back(person, last_code, address: str) -> Client:
    """A browser that has signed in to that address, and out again."""
    client = Client()
    knock(client, address, network="198.51.100.7")
    client.post("/entrer/code/", {"code": last_code()})
    client.post("/sortir/")
    return client


@pytest.fixture
def three_sms(monday, monkeypatch) -> None:
    """Strangers have three SMS a day, and those who have been here before three more."""
    for name in ("SMS_CODES", "SMS_RESERVE"):
        monkeypatch.setattr(limits, name, Allowance(name, 3, timedelta(days=1)))


def test_sms_of_all_people_together_stay_within_the_day(db, three_sms):
    answers = [knock(Client(), f"06 12 34 56 {number}").status_code for number in range(10, 15)]
    assert answers == [302, 302, 302, 200, 200]
    assert knock(Client(), "lea@exemple.fr").status_code == 302


def test_one_network_does_not_take_the_sms_of_the_day(db, monday):
    for number in range(1, 100):
        monday.shift(timedelta(minutes=5))
        knock(Client(), f"06 12 34 56 {number:02}")
    a_third = Delivery.objects.filter(channel=Channel.SMS).count()
    assert a_third < 45  # thirty at once, and one more every 48 minutes
    assert knock(Client(), "06 11 22 33 44", network="198.51.100.7").status_code == 302


def test_whoever_has_been_here_before_gets_in_when_strangers_took_all_sms(karim, last_code, three_sms):
    own = come_back(karim, last_code, "06 39 98 12 17")
    spent = [knock(Client(), f"06 12 34 56 {n}", network=f"192.0.2.{n}").status_code for n in range(10, 14)]
    assert spent == [302, 302, 200, 200]
    # From elsewhere his number fares as any other: it would tell that it is known.
    for number in ("06 39 98 12 17", "06 11 22 33 44"):
        assert knock(Client(), number, network="203.0.113.9").status_code == 200
    assert knock(own, "06 39 98 12 17").status_code == 302
    own.post("/entrer/code/", {"code": last_code()})
    assert "_auth_user_id" in own.session


def test_nobody_empties_the_reserve_with_a_device_of_their_own(karim, last_code, monday):
    own, sent = come_back(karim, last_code, "06 39 98 12 17"), 0
    for _ in range(40):
        monday.shift(timedelta(minutes=12))
        if knock(own, "06 39 98 12 17").status_code == 302:
            sent += 1
            own.post("/entrer/code/", {"code": last_code()})
            own.post("/sortir/")
    assert sent < 15


def test_somebody_who_is_in_sends_ten_codes_a_day_to_new_addresses(signed_in, lea, monday):
    client = signed_in(lea)
    answers = []
    for number in range(12):
        network = f"192.0.2.{number}"
        answer = client.post(
            "/mon-compte/adresse/", {"address": f"06 11 22 33 {number:02}"}, REMOTE_ADDR=network
        )
        answers.append(answer.status_code)
    assert answers == [302] * 10 + [200] * 2


def test_a_session_begun_anew_does_not_begin_the_tries_anew(signed_in, lea, last_code, monday):
    """Signing out elsewhere changes the session's key; a race may keep the state that was in it."""
    client = signed_in(lea)
    client.post("/mon-compte/adresse/", {"address": "06 11 22 33 44"})
    state = client.session["new_address"]
    read = 0
    for _ in range(12):
        answer = client.post("/mon-compte/adresse/code/", {"code": wrong(last_code())})
        read += "Ce code n’est pas le bon" in answer.content.decode() or answer.status_code == 302
        client.post("/mon-compte/appareils/")
        session = client.session
        session["new_address"] = state
        session.save()
    assert read == 5
    answer = client.post("/mon-compte/adresse/code/", {"code": last_code()})
    assert "Trop d’essais à la suite. Patientez" in answer.content.decode()
    lea.refresh_from_db()
    assert lea.phone is None


def test_tries_of_one_network_are_counted_together(lea, last_code, monday):
    own = come_back(lea, last_code, lea.email)
    read = waiting = 0
    for number in range(30):
        thief = Client()
        knock(thief, f"victim{number}@exemple.fr")
        for _ in range(5):
            page = thief.post("/entrer/code/", {"code": wrong(last_code())}, REMOTE_ADDR="192.0.2.1")
            waiting += "Trop d’essais à la suite." in page.content.decode()
            read += "Ce code n’est pas le bon" in page.content.decode() or page.status_code == 302
    assert (read, waiting) == (120, 30)
    # A right code that could not be looked at is no mistake; and who has been here before is not held up.
    late = Client()
    knock(late, "voisine@exemple.fr", network="198.51.100.9")
    answer = late.post("/entrer/code/", {"code": last_code()}, REMOTE_ADDR="192.0.2.1")
    assert "Patientez 1 minute, puis réessayez" in answer.content.decode()
    assert "Il reste 5 essais" in answer.content.decode()
    knock(own, lea.email)
    own.post("/entrer/code/", {"code": last_code()}, REMOTE_ADDR="192.0.2.1")
    assert "_auth_user_id" in own.session
