"""What a visit leaves behind: in the browser's cache, in its cookies, and on the server."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.project.crawl import read_whole
from tests.project.doors import pages
from tests.project.world import ROLES

pytestmark = pytest.mark.django_db

# The same for everybody, or a picture that its reader may keep for a day.
KEPT = ("/couleurs.css", "/carte.svg", ".webp", "/agenda/")
SECRETS = ("{suggestion}", "{visit_link}", "{agenda}")


@pytest.mark.parametrize("role", ROLES)
def test_what_concerns_one_person_stays_in_no_cache(world, role):
    client, kept = world.client(role), {}
    for page in pages():
        address = page.at(world)
        answer = client.get(address)
        read_whole(answer)
        is_personal = role != "anonymous" or any(secret in page.address for secret in SECRETS)
        stays_out = "no-store" in answer.get("Cache-Control", "")
        is_left_out = any(one in address for one in KEPT)
        if is_personal and not stays_out and not is_left_out:
            kept[address] = answer.get("Cache-Control", "")
    assert kept == {}


def test_public_pages_may_be_gone_back_to(client, db):
    for address in ("/", "/communes/60623/", "/classement/"):
        assert "Cache-Control" not in client.get(address)


def test_reading_begins_no_session(world):
    for page in pages():
        client = Client()
        read_whole(client.get(page.at(world)))
        assert "campagnon" not in client.cookies, page.address
    assert Session.objects.count() == 0


def test_a_visitor_s_session_lasts_a_week_and_that_of_whoever_came_in_six_months(client, lea, monday):
    client.post("/besoin/", {"words": "Tondre ma pelouse samedi", "commune": "Songeons"})
    assert (Session.objects.get().expire_date - timezone.now()).days == 7
    assert client.cookies["campagnon"]["max-age"] == 7 * 86400
    client.enter(lea)
    client.get("/mon-espace/")
    assert (Session.objects.get().expire_date - timezone.now()).days == 180


def test_the_commune_last_opened_is_remembered_by_the_browser_alone(client, db):
    client.get("/communes/60623/")
    assert client.cookies["commune"].value == "60623"
    assert (client.cookies["commune"]["httponly"], client.cookies["commune"]["samesite"]) == (True, "Lax")
    fields = {field["name"]: field["value"] for field in client.get("/").page.all("input")}
    assert fields["commune"] == "Songeons"
    assert Session.objects.count() == 0


@pytest.mark.parametrize("kept", ["", "99999", "6062", "<b>60623", "60623\x00"])
def test_a_commune_that_a_browser_made_up_is_none(kept):
    client = Client()
    client.cookies["commune"] = kept
    page = client.get("/").content.decode()
    assert 'name="commune" value' not in page and "Songeons" not in page
