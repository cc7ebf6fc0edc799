from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from campagnon.channels.actions import Ask, Letter, pose, tell
from campagnon.channels.models import Channel, Delivery, InboundMessage, Mute, Question
from campagnon.channels.topics import ALL
from campagnon.journal.models import Entry
from campagnon.people.actions import add_address, close_account
from campagnon.people.actions.changing import AddressTaken
from campagnon.people.models import Agent, Professional, User
from campagnon.people.signals import account_closed
from tests.cast import commune, open_account
from tests.people.conftest import wrong

ANSWERS = {"first_name": "Léa", "last_name": "Delattre", "commune": "Songeons", "prefers": "email"}


def test_account_shows_what_one_said(signed_in, joel, django_assert_num_queries):
    client = signed_in(joel)
    page = client.get("/mon-compte/").content.decode()
    for said in ("Joël Lefèvre", "Grandvilliers", "joel.lefevre@exemple.fr", "Lefèvre Plomberie"):
        assert said in page
    with django_assert_num_queries(7):
        client.get("/mon-compte/")


def test_account_asks_who_one_is(client, db):
    assert client.get("/mon-compte/")["Location"] == "/entrer/?next=/mon-compte/"
    assert client.post("/mon-compte/modification/", ANSWERS)["Location"] == "/entrer/"


def test_edit_changes_name_and_commune(signed_in, lea):
    response = signed_in(lea).post(
        "/mon-compte/modification/", {**ANSWERS, "first_name": "Léna", "prefers": "sms"}
    )
    assert response["Location"] == "/mon-compte/"
    lea.refresh_from_db()
    assert (lea.first_name, lea.commune) == ("Léna", commune("Songeons"))
    assert lea.prefers == Channel.EMAIL  # she has no mobile


def test_edit_keeps_the_commune_one_has(signed_in, lea):
    page = signed_in(lea).get("/mon-compte/modification/").page
    shown = {field["name"]: field["value"] for field in page.all("input")}
    signed_in(lea).post("/mon-compte/modification/", {**ANSWERS, "commune": shown["commune"]})
    lea.refresh_from_db()
    assert lea.commune == commune("Grandvilliers")


def test_edit_lets_choose_between_email_and_sms(signed_in, karim):
    client = signed_in(karim)
    client.post("/mon-compte/modification/", {**ANSWERS, "prefers": "email"})
    karim.refresh_from_db()
    assert karim.prefers == Channel.EMAIL
    page = client.post("/mon-compte/modification/", {**ANSWERS, "prefers": "pigeon"})
    assert page.content.decode().count("Choisissez comment vous prévenir.") == 2


def test_edit_says_what_to_mend(signed_in, lea):
    page = signed_in(lea).post(
        "/mon-compte/modification/", {**ANSWERS, "first_name": "12", "commune": "Xyzzyville"}
    )
    assert page.status_code == 200
    assert "Un nom s’écrit avec des lettres" in page.content.decode()
    assert "Nous ne trouvons pas cette commune." in page.content.decode()
    lea.refresh_from_db()
    assert lea.first_name == "Léa"


def test_new_number_is_added_once_its_code_came_back(signed_in, lea, last_code):
    client = signed_in(lea)
    assert (
        client.post("/mon-compte/adresse/", {"address": "06 11 22 33 44"})["Location"]
        == "/mon-compte/adresse/code/"
    )
    lea.refresh_from_db()
    assert lea.phone is None
    assert client.post("/mon-compte/adresse/code/", {"code": wrong(last_code())}).status_code == 200
    assert client.post("/mon-compte/adresse/code/", {"code": last_code()})["Location"] == "/mon-compte/"
    lea.refresh_from_db()
    assert lea.phone == "+33611223344"
    assert lea.phone_verified_at is not None
    # The code served once.
    assert (
        client.post("/mon-compte/adresse/code/", {"code": last_code()})["Location"] == "/mon-compte/adresse/"
    )


def test_new_email_replaces_the_former(signed_in, lea, last_code):
    client = signed_in(lea)
    client.post("/mon-compte/adresse/", {"address": "lea@autre.exemple.fr"})
    assert client.get("/mon-compte/adresse/code/").status_code == 200
    client.post("/mon-compte/adresse/code/", {"code": last_code()})
    lea.refresh_from_db()
    assert lea.email == "lea@autre.exemple.fr"


def test_new_address_bears_five_tries_and_ten_minutes(signed_in, lea, last_code, monday):
    client = signed_in(lea)
    client.post("/mon-compte/adresse/", {"address": "06 11 22 33 44"})
    code = last_code()
    answers = [client.post("/mon-compte/adresse/code/", {"code": wrong(code)}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 302]
    client.post("/mon-compte/adresse/code/", {"code": code})
    client.post("/mon-compte/adresse/", {"address": "06 11 22 33 44"})
    monday.shift(601)
    client.post("/mon-compte/adresse/code/", {"code": last_code()})
    lea.refresh_from_db()
    assert lea.phone is None


def test_address_of_another_account_is_not_taken(signed_in, lea, nadia, last_code):
    client = signed_in(lea)
    client.post("/mon-compte/adresse/", {"address": nadia.email})
    page = client.post("/mon-compte/adresse/code/", {"code": last_code()}, follow=True)
    assert "Cette adresse est déjà celle d’un autre compte." in page.content.decode()
    lea.refresh_from_db()
    assert lea.email == "lea.delattre@exemple.fr"


def test_address_that_two_add_at_once_is_one_s_and_the_other_is_told(transactional_db):
    people = [open_account(f"Prénom{n}", "Voisin", "Songeons") for n in range(4)]
    gate = Barrier(len(people))

    def add(person) -> str:
        gate.wait()
        try:
            add_address(person, phone="+33611223344")
        except AddressTaken:
            return "taken"
        finally:
            connection.close()
        return "added"

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(pool.map(add, people))
    assert sorted(outcomes) == ["added", *["taken"] * 3]
    assert User.objects.filter(phone="+33611223344").count() == 1


def test_address_of_a_passer_by_is_one_own(client, signed_in, lea, last_code):
    client.post("/entrer/", {"address": "06 11 22 33 44"})
    own = signed_in(lea)
    own.post("/mon-compte/adresse/", {"address": "06 11 22 33 44"})
    own.post("/mon-compte/adresse/code/", {"code": last_code()})
    assert User.objects.get(phone="+33611223344") == lea


def test_address_can_be_removed_while_another_is_left(signed_in, karim):
    client = signed_in(karim)
    client.post("/mon-compte/adresse/retrait/", {"channel": "sms"})
    karim.refresh_from_db()
    assert (karim.phone, karim.phone_verified_at, karim.prefers) == (None, None, Channel.EMAIL)
    page = client.post("/mon-compte/adresse/retrait/", {"channel": "email"}, follow=True)
    assert "Gardez au moins un e-mail ou un portable" in page.content.decode()
    karim.refresh_from_db()
    assert karim.email == "karim.benali@exemple.fr"


def test_other_devices_are_signed_out_and_this_one_is_not(signed_in, lea):
    here, elsewhere = signed_in(lea), signed_in(lea)
    here.post("/mon-compte/appareils/")
    assert here.get("/mon-compte/").status_code == 200
    assert elsewhere.get("/mon-compte/")["Location"] == "/entrer/?next=/mon-compte/"


def test_address_of_an_agenda_can_be_changed_and_the_former_is_worth_nothing(client, signed_in, lea, karim):
    former, other = lea.agenda_token, karim.agenda_token
    assert client.get(f"/agenda/{former}.ics").status_code == 200
    page = signed_in(lea).post("/mon-compte/agenda/", follow=True)
    assert "L’adresse de votre agenda a changé. L’ancienne ne répond plus." in page.content.decode()
    lea.refresh_from_db()
    answers = [client.get(f"/agenda/{token}.ics").status_code for token in (former, lea.agenda_token, other)]
    assert answers == [404, 200, 200]


def test_what_they_said_and_were_asked_leaves_with_them(karim, lea):
    for person in (karim, lea):
        number = person.phone or "+33639980077"
        for is_known in (True, False):
            InboundMessage.objects.create(
                channel=Channel.SMS,
                sender=number,
                text="Canari",
                external_id=f"{person.pk}-{is_known}",
                person=person if is_known else None,
            )
        pose(person, Ask("test", "1", "Canari ?", timezone.now() + timedelta(days=2)))
        Mute.objects.create(person=person, topic=ALL)
    close_account(karim, by=karim)
    assert InboundMessage.objects.filter(person=lea).count() == 1
    assert [message.sender for message in InboundMessage.objects.all()] == ["+33639980077"] * 2
    assert [question.person for question in Question.objects.all()] == [lea]
    assert [silence.person for silence in Mute.objects.all()] == [lea]


def test_account_closes_in_two_steps(signed_in, joel):
    client, elsewhere = signed_in(joel), signed_in(joel)
    heard = []

    def hear(user, **kwargs):
        heard.append((user.pk, user.first_name))

    account_closed.connect(hear)
    try:
        assert client.get("/mon-compte/fermeture/").status_code == 200
        joel.refresh_from_db()
        assert joel.closed_at is None
        assert client.post("/mon-compte/fermeture/")["Location"] == "/"
    finally:
        account_closed.disconnect(hear)
    assert heard == [(joel.pk, "Joël")]
    joel.refresh_from_db()
    assert joel.closed_at is not None
    assert (joel.email, joel.phone, joel.first_name, joel.last_name) == (None, None, "", "")
    assert str(joel) == "Ancien compte"
    assert not Professional.objects.exists()
    for browser in (client, elsewhere):
        assert browser.get("/mon-compte/")["Location"] == "/entrer/?next=/mon-compte/"


def test_close_account_leaves_nothing_personal_in_its_tables(client, lea):
    canary = "canari-delattre"
    User.objects.filter(pk=lea.pk).update(
        email=f"{canary}@exemple.fr", last_name=canary, first_name=canary, phone="+33611223344"
    )
    lea.refresh_from_db()
    tell(lea, Letter(subject=canary, lines=[canary]), key="canary")
    client.post("/entrer/", {"address": lea.phone})
    client.post("/entrer/", {"address": lea.email})
    close_account(lea, by=lea)
    lea.refresh_from_db()
    kept = [str(value) for row in User.objects.filter(pk=lea.pk).values() for value in row.values()]
    kept += [str(row) for model in (Delivery, Entry) for row in model.objects.values()]
    assert [text for text in kept if "canari" in text or "611223344" in text] == []


def test_close_account_ends_a_post_and_acts_once(odile):
    close_account(odile, by=odile)
    closed_at = User.objects.get(pk=odile.pk).closed_at
    close_account(odile, by=odile)
    assert User.objects.get(pk=odile.pk).closed_at == closed_at
    assert not Agent.objects.serving().filter(user=odile).exists()
    assert Entry.objects.filter(verb="people.account_closed").count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/mon-compte/",
        "/mon-compte/modification/",
        "/mon-compte/adresse/",
        "/mon-compte/adresse/code/",
        "/mon-compte/fermeture/",
        "/mon-compte/professionnel/",
        "/mon-compte/double-verification/",
        "/mon-compte/double-verification/application/",
    ],
)
def test_opening_a_page_changes_no_table(signed_in, lea, path):
    client = signed_in(lea)

    def tables():
        return [
            list(model.objects.order_by("pk").values()) for model in (User, Delivery, Entry, Professional)
        ]

    before = tables()
    for _ in range(2):
        client.get(path)
        client.head(path)
    assert tables() == before
    assert timezone.localdate() is not None
