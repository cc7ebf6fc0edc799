import re
import statistics
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery, RateBucket
from campagnon.people.actions import close_account, forget_passers_by
from campagnon.people.models import User
from tests.people.conftest import code_in, wrong


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def plain(response) -> str:
    """The page without what differs from one form to the next."""
    return re.sub(r'name="(csrfmiddlewaretoken|_once)" value="[^"]*"', "", response.content.decode())


def test_door_lets_a_known_person_in_by_email(client, lea, last_code):
    page = client.get("/entrer/")
    assert page.status_code == 200
    response = client.post("/entrer/", {"address": " Lea.Delattre@exemple.fr "})
    assert (response.status_code, response["Location"]) == (302, "/entrer/code/")
    assert client.get("/entrer/code/").status_code == 200
    response = client.post("/entrer/code/", {"code": last_code()})
    assert (response.status_code, response["Location"]) == (302, "/mon-espace/")
    assert client.session["_auth_user_id"] == str(lea.pk)
    lea.refresh_from_db()
    assert lea.last_seen_on == timezone.localdate()


def test_door_lets_a_known_person_in_by_sms(client, karim, come_in):
    assert come_in(client, "06 39 98 12 17")["Location"] == "/mon-espace/"
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.to) == (Channel.SMS, "+33639981217")
    assert client.session["_auth_user_id"] == str(karim.pk)


def test_code_is_read_however_it_is_typed(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    code = last_code()
    client.post("/entrer/code/", {"code": f" {code[:3]} - {code[3:]} "})
    assert is_in(client)


def test_code_serves_once(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    code, before = last_code(), client.cookies["campagnon"].value
    client.post("/entrer/code/", {"code": code})
    assert is_in(client)
    thief = Client()
    thief.cookies["campagnon"] = before
    response = thief.post("/entrer/code/", {"code": code})
    assert response["Location"] == "/entrer/"
    assert not is_in(thief)


def test_code_of_one_browser_is_worth_nothing_in_another(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    other = Client()
    assert other.post("/entrer/code/", {"code": last_code()})["Location"] == "/entrer/"
    assert not is_in(other)


def test_new_code_replaces_the_former(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    first = last_code()
    client.post("/entrer/", {"address": lea.email})
    if first != last_code():
        client.post("/entrer/code/", {"code": first})
        assert not is_in(client)
    client.post("/entrer/code/", {"code": last_code()})
    assert is_in(client)


@pytest.mark.parametrize(("minutes", "enters"), [(9.9, True), (10.1, False)])
def test_code_lasts_ten_minutes(client, lea, last_code, monday, minutes, enters):
    client.post("/entrer/", {"address": lea.email})
    monday.shift(timedelta(minutes=minutes))
    response = client.post("/entrer/code/", {"code": last_code()})
    assert is_in(client) is enters
    assert response["Location"] == ("/mon-espace/" if enters else "/entrer/")


def test_code_bears_four_mistakes_and_no_fifth(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    code = last_code()
    for left in (4, 3, 2, 1):
        page = client.post("/entrer/code/", {"code": wrong(code)})
        assert page.status_code == 200
        assert f"Il reste {left} essai" in page.content.decode()
        assert page.content.decode().count("Ce code n’est pas le bon.") == 2
    assert client.post("/entrer/code/", {"code": wrong(code)})["Location"] == "/entrer/"
    client.post("/entrer/code/", {"code": code})
    assert not is_in(client)


def test_code_after_four_mistakes_still_lets_in(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    for _ in range(4):
        client.post("/entrer/code/", {"code": wrong(last_code())})
    client.post("/entrer/code/", {"code": last_code()})
    assert is_in(client)


def test_code_left_empty_is_asked_again_without_counting(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    for _ in range(6):
        page = client.post("/entrer/code/", {"code": "  "})
        assert "Tapez les six chiffres du code." in page.content.decode()
    client.post("/entrer/code/", {"code": last_code()})
    assert is_in(client)


def test_code_tries_cannot_be_multiplied_by_an_old_session(client, lea, last_code):
    """The count of tries stands in the database: putting the session back does not put it back."""
    client.post("/entrer/", {"address": lea.email})
    code, session = last_code(), Session.objects.get(pk=client.cookies["campagnon"].value)
    for _ in range(5):
        client.post("/entrer/code/", {"code": wrong(code)})
        session.save()
    client.post("/entrer/code/", {"code": code})
    assert not is_in(client)


def test_door_answers_alike_whether_or_not_the_address_is_known(lea):
    known, unknown = Client(), Client()
    pages = []
    for browser, address in ((known, "lea.delattre@exemple.fr"), (unknown, "zoe.delattre@exemple.fr")):
        response = browser.post("/entrer/", {"address": address})
        assert (response.status_code, response["Location"]) == (302, "/entrer/code/")
        page = browser.get("/entrer/code/")
        mistaken = browser.post("/entrer/code/", {"code": "12"})
        pages.append([plain(page).replace(address, "*"), plain(mistaken).replace(address, "*")])
        assert set(response.cookies) == {"campagnon"}
    assert pages[0] == pages[1]
    texts = [re.sub(r"\d{3} \d{3}", "*", delivery.text) for delivery in Delivery.objects.order_by("pk")]
    assert len(texts) == 2
    assert texts[0] == texts[1]


def test_door_answers_alike_to_a_known_and_an_unknown_number(karim):
    pages = []
    for address in ("+33639981217", "+33639981299"):
        browser = Client()
        browser.post("/entrer/", {"address": address})
        pages.append(re.sub(r"06.39.98.12.\d\d|\+336399812\d\d", "*", plain(browser.get("/entrer/code/"))))
    assert pages[0] == pages[1]


def test_door_takes_as_long_and_as_many_queries_either_way(lea, django_assert_num_queries, settings):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def knock(address: str) -> tuple[float, int]:
        browser = Client()
        browser.get("/entrer/")
        with CaptureQueriesContext(connection) as captured:
            began = time.perf_counter()
            browser.post("/entrer/", {"address": address}, REMOTE_ADDR=f"192.0.2.{knock.turn}")
            took = time.perf_counter() - began
        knock.turn += 1
        return took, len(captured)

    knock.turn = 1
    knock("warm.up@exemple.fr")
    pairs = []
    for number in range(12):
        User.objects.create(email=f"known{number}@exemple.fr")
        pairs.append((knock(f"known{number}@exemple.fr"), knock(f"unknown{number}@exemple.fr")))
    assert {known[1] for known, _ in pairs} == {unknown[1] for _, unknown in pairs}
    known, unknown = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    assert known == pytest.approx(unknown, rel=0.5)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Écrivez votre e-mail ou votre numéro de téléphone."),
        ("lea@", "Cet e-mail semble incomplet."),
        ("lea", "Écrivez un e-mail, ou un numéro de France ou d’outre-mer"),
        ("03 44 82 01 89", "Un téléphone fixe ne reçoit pas de SMS."),
        ("+1 202 555 0147", "Écrivez un e-mail, ou un numéro de France ou d’outre-mer"),
        ("0899 70 00 00", "Écrivez un e-mail, ou un numéro de France ou d’outre-mer"),
        ("lea@exemple.fr\nBcc: tous@exemple.fr", "Cet e-mail semble incomplet."),
        ("é" * 300, "Cette adresse est trop longue."),
        ("<script>alert(1)</script>@x", "Cet e-mail semble incomplet."),
        ("\x00", "Le caractère nul n’est pas autorisé."),
    ],
)
def test_door_says_what_to_mend_beside_the_field_and_on_top(client, db, typed, said):
    page = client.post("/entrer/", {"address": typed})
    assert page.status_code == 200
    assert page.content.decode().count(said) == 2
    assert Delivery.objects.count() == 0
    assert User.objects.count() == 0


def test_message_carries_no_forged_host(lea, settings):
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://campagnon.exemple", ["*"]
    client = Client()
    client.post(
        "/entrer/", {"address": lea.email}, HTTP_HOST="pirate.exemple", HTTP_X_FORWARDED_HOST="pirate.exemple"
    )
    delivery = Delivery.objects.get()
    assert "pirate" not in delivery.text + delivery.html + delivery.subject


def test_get_and_head_change_nothing(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    code = last_code()
    before = (User.objects.count(), Delivery.objects.count())
    for _ in range(2):
        for path in (f"/entrer/?address={lea.email}", f"/entrer/code/?code={code}", "/entrer/qui-etes-vous/"):
            client.get(path)
            client.head(path)
    assert (User.objects.count(), Delivery.objects.count()) == before
    assert not is_in(client)
    client.post("/entrer/code/", {"code": code})
    assert is_in(client)


@pytest.mark.parametrize(
    ("asked", "goes_to"),
    [
        ("/besoin/?phrase=tondre", "/besoin/?phrase=tondre"),
        ("https://pirate.exemple/", "/mon-espace/"),
        ("//pirate.exemple/", "/mon-espace/"),
        ("/\\pirate.exemple/", "/mon-espace/"),
        ("\\\\pirate.exemple", "/mon-espace/"),
        ("javascript:alert(1)", "/mon-espace/"),
        ("/\t/pirate.exemple", "/mon-espace/"),
        ("http:///pirate.exemple", "/mon-espace/"),
        ("/" + "a" * 600, "/mon-espace/"),
        ("besoin/", "/mon-espace/"),
    ],
)
def test_door_goes_on_to_our_own_pages_only(client, lea, last_code, asked, goes_to):
    page = client.get("/entrer/", {"next": asked})
    kept = [field["value"] for field in page.page.all("input") if field["name"] == "next"]
    assert kept == ([goes_to] if asked == goes_to else [])
    client.post("/entrer/", {"address": lea.email, "next": asked})
    response = client.post("/entrer/code/", {"code": last_code()})
    assert response["Location"] == goes_to


def test_door_does_not_let_the_code_page_choose_where_to_go(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    response = client.post(
        "/entrer/code/?next=https://pirate.exemple/", {"code": last_code(), "next": "//pirate.exemple"}
    )
    assert response["Location"] == "/mon-espace/"


def test_session_key_changes_when_somebody_enters(client, lea, last_code):
    client.post("/entrer/", {"address": lea.email})
    planted = client.cookies["campagnon"].value
    client.post("/entrer/code/", {"code": last_code()})
    assert client.cookies["campagnon"].value != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_door_is_passed_over_by_somebody_who_is_in(signed_in, lea):
    client = signed_in(lea)
    assert client.get("/entrer/")["Location"] == "/mon-espace/"
    assert client.get("/entrer/code/")["Location"] == "/mon-espace/"
    assert client.get("/entrer/qui-etes-vous/")["Location"] == "/mon-espace/"


def test_suspended_account_stays_out_and_is_told(client, lea, last_code):
    User.objects.filter(pk=lea.pk).update(is_active=False)
    client.post("/entrer/", {"address": lea.email})
    response = client.post("/entrer/code/", {"code": last_code()}, follow=True)
    assert not is_in(client)
    assert "Ce compte est suspendu." in response.content.decode()


def test_suspended_account_loses_its_session(signed_in, lea):
    client = signed_in(lea)
    assert client.get("/mon-compte/").status_code == 200
    User.objects.filter(pk=lea.pk).update(is_active=False)
    assert client.get("/mon-compte/")["Location"] == "/entrer/?next=/mon-compte/"


def test_sign_out_is_posted(signed_in, lea):
    client = signed_in(lea)
    assert client.get("/sortir/").status_code == 405
    assert is_in(client)
    assert client.post("/sortir/")["Location"] == "/"
    assert not is_in(client)


def test_closed_account_comes_back_as_somebody_new(client, lea, come_in):
    email = lea.email
    close_account(lea, by=lea)
    assert come_in(client, email)["Location"] == "/mon-espace/"
    assert client.session["_auth_user_id"] != str(lea.pk)
    assert client.get("/mon-espace/")["Location"] == "/entrer/qui-etes-vous/?next=/mon-espace/"


def test_passers_by_are_forgotten_after_two_days(client, lea, monday):
    client.post("/entrer/", {"address": "passante@exemple.fr"})
    User.objects.filter(pk=lea.pk).update(arrived_at=timezone.now() - timedelta(days=90))
    assert forget_passers_by(timezone.now() + timedelta(days=2)) == 0
    assert Delivery.objects.count() == 1
    forget_passers_by(timezone.now() + timedelta(days=2, seconds=1))
    assert [user.email for user in User.objects.all()] == [lea.email]
    assert Delivery.objects.count() == 0


def test_sessions_and_counts_that_have_run_out_are_forgotten(client, signed_in, lea, monday):
    client.post("/entrer/", {"address": lea.email})
    signed_in(lea)
    forget_passers_by(timezone.now())
    assert (Session.objects.count(), RateBucket.objects.count()) == (2, 3)
    monday.shift(timedelta(days=181))
    forget_passers_by(timezone.now())
    assert (Session.objects.count(), RateBucket.objects.count()) == (0, 0)


def test_code_is_in_no_page_and_no_address(client, lea, last_code):
    response = client.post("/entrer/", {"address": lea.email})
    assert last_code() not in response["Location"]
    assert last_code() not in client.get("/entrer/code/").content.decode()
    assert code_in(Delivery.objects.get()) == last_code()


def test_a_need_that_waits_behind_the_door_is_said_to_be_kept(client, db):
    kept = "Votre besoin est gardé"
    assert kept in client.get("/entrer/?next=/besoin/publie/").content.decode()
    assert kept not in client.get("/entrer/").content.decode()
