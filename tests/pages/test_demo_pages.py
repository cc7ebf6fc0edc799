"""The demo's doors and its mailbox; outside the demo, nothing of them exists."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campagnon.channels.models import Channel, Delivery
from campagnon.people.models import User
from campagnon.people.second_factor import has_passed


@pytest.fixture
def in_demo(settings):
    settings.DEMO = True


@pytest.fixture
def odile_of_the_cast(odile) -> User:
    User.objects.filter(pk=odile.pk).update(first_name="Odile", last_name="Mercier")
    odile.refresh_from_db()
    return odile


def letter(person: User | None, *, number: int = 0, **more) -> Delivery:
    written_at = timezone.now() - timedelta(minutes=number)
    fields = {
        "channel": Channel.EMAIL,
        "to": "odile.mercier@example.org",
        "person": person,
        "subject": "Votre besoin",
        "text": "Votre besoin\n\nVoyez ici :\nhttp://127.0.0.1:8000/besoins/abc/\n\n--\nCampagnon",
        "key": f"letter-{number}",
        "written_at": written_at,
        "sent_at": written_at,
        "next_try_at": None,
    }
    return Delivery.objects.create(**{**fields, **more})


@pytest.mark.parametrize("page", ["/demo/", "/demo/courrier/"])
def test_page_does_not_exist_outside_the_demo(db, client, settings, page):
    settings.DEMO = False
    assert client.get(page).status_code == 404


def test_nobody_enters_in_one_click_outside_the_demo(client, settings, odile_of_the_cast):
    settings.DEMO = False
    answer = client.post(reverse("pages:demo_enter", args=[odile_of_the_cast.public_id]))
    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_shows_a_door_for_each_of_the_cast(in_demo, client, odile_of_the_cast):
    page = client.get("/demo/").page
    door = reverse("pages:demo_enter", args=[odile_of_the_cast.public_id])
    assert [form["action"] for form in page.forms()] == [door]


def test_entering_signs_in_with_the_second_factor(in_demo, client, rf, odile_of_the_cast):
    answer = client.post(reverse("pages:demo_enter", args=[odile_of_the_cast.public_id]))
    assert answer["Location"] == reverse("pages:my_space")
    request = rf.get("/")
    request.session, request.user = client.session, odile_of_the_cast
    assert has_passed(request)


def test_entering_by_get_does_nothing(in_demo, client, odile_of_the_cast):
    door = reverse("pages:demo_enter", args=[odile_of_the_cast.public_id])
    assert client.get(door).status_code == 405
    assert "_auth_user_id" not in client.session


def test_somebody_who_is_not_of_the_cast_has_no_door(in_demo, client, marcelle):
    User.objects.filter(pk=marcelle.pk).update(first_name="Marcel")
    assert client.post(reverse("pages:demo_enter", args=[marcelle.public_id])).status_code == 404


def test_mailbox_tells_sms_from_e_mail_and_links_are_links(in_demo, client, odile_of_the_cast):
    letter(odile_of_the_cast)
    letter(
        None, number=1, channel=Channel.SMS, to="+33639981234", subject="",
        text="Campagnon : <b>oui</b> ? http://127.0.0.1:8000/demandes/abc/",
    )  # fmt: skip
    page = client.get("/demo/courrier/").page
    assert [element.text.strip() for element in page.all("h2")] == ["Votre besoin", "SMS"]
    assert "http://127.0.0.1:8000/besoins/abc/" in page.links()
    assert "http://127.0.0.1:8000/demandes/abc/" in page.links()
    assert "&lt;b&gt;oui&lt;/b&gt;" in page.html
    assert page.html.count("Votre besoin") == 1
    assert "\n--" not in page.html
    assert "06\u00a039\u00a098\u00a012\u00a034" in page.html


def test_mailbox_shows_twenty_a_page_the_newest_first(in_demo, client, odile_of_the_cast):
    for number in range(21):
        letter(odile_of_the_cast, number=number, subject=f"Lettre {number}", text=f"Lettre {number}")
    first, second = (client.get(f"/demo/courrier/?page={n}").page for n in (1, 2))
    assert [h.text.strip() for h in first.all("h2")] == [f"Lettre {number}" for number in range(20)]
    assert [h.text.strip() for h in second.all("h2")] == ["Lettre 20"]


def test_mailbox_of_one_person(in_demo, client, odile_of_the_cast, marcelle):
    letter(odile_of_the_cast, subject="Pour Odile", text="Bonjour")
    letter(marcelle, number=1, subject="Pour Marcelle", text="Bonjour")
    page = client.get(f"/demo/courrier/?pour={odile_of_the_cast.public_id}").page
    assert [h.text.strip() for h in page.all("h2")] == ["Pour Odile"]
    assert client.get("/demo/courrier/?pour=personne").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_mailbox_queries(in_demo, client, odile_of_the_cast, django_assert_num_queries, count):
    for number in range(count):
        letter(odile_of_the_cast, number=number)
    with django_assert_num_queries(3):  # how many letters, the letters, the cast
        client.get("/demo/courrier/")


def test_empty_mailbox_says_what_to_do(in_demo, client, db):
    page = client.get("/demo/courrier/").page
    assert reverse("pages:demo") in page.links()
