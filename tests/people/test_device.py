"""Whose device it is: one's own keeps what serves without a network, a shared one keeps nothing."""

import pytest
from django.test import Client

from campagnon.people.device import COOKIE
from tests.reading import ReadingClient

FORGETS = '"cache", "storage"'


def html_of(response) -> dict[str, str]:
    return response.page.all("html")[0].attributes


def is_marked(client: Client) -> bool:
    return bool(client.cookies.get(COOKIE) and client.cookies[COOKIE].value)


def test_one_s_own_device_says_whose_it_is(signed_in, lea):
    assert html_of(signed_in(lea).get("/mon-espace/")) == {
        "lang": "fr",
        "data-territory": "picardie-verte",
        "data-person": lea.public_id,
    }
    assert html_of(ReadingClient().get("/")) == {"lang": "fr"}


def test_the_machine_of_an_agent_stays_shared_after_she_left(signed_in, odile, lea):
    machine = signed_in(odile)
    first = machine.get("/mon-espace/")
    assert "data-counter-machine" in html_of(first) and "data-person" not in html_of(first)
    assert first["Clear-Site-Data"] == FORGETS
    machine.post("/sortir/")
    assert "data-counter-machine" in html_of(machine.get("/"))
    machine.enter(lea)
    page = machine.get("/mon-espace/")
    assert "data-counter-machine" in html_of(page) and "data-person" not in html_of(page)
    assert "Clear-Site-Data" not in page


def test_in_the_demo_an_agent_marks_the_machine_no_longer_than_she_is_there(signed_in, odile, settings):
    settings.DEMO = True
    machine = signed_in(odile)
    assert "data-counter-machine" in html_of(machine.get("/mon-espace/"))
    machine.post("/sortir/")
    assert "data-counter-machine" not in html_of(machine.get("/"))


@pytest.mark.parametrize(("said", "marked"), [({"shared": "on"}, True), ({}, False)])
def test_a_box_at_the_door_says_that_the_computer_is_shared(client, lea, said, marked):
    response = client.post("/entrer/", {"address": lea.email, **said})
    assert response["Location"] == "/entrer/code/"
    assert is_marked(client) is marked
    assert ("Clear-Site-Data" in response) is marked
    boxes = [box["name"] for box in client.get("/entrer/").page.all("input") if box["type"] == "checkbox"]
    assert boxes == ([] if marked else ["shared"])


@pytest.mark.parametrize("shared", [True, False])
def test_on_a_shared_device_one_leaves_with_the_browser(client, lea, last_code, shared):
    client.post("/entrer/", {"address": lea.email, **({"shared": "on"} if shared else {})})
    client.post("/entrer/code/", {"code": last_code()})
    assert client.session.get_expire_at_browser_close() is shared
    assert client.cookies["campagnon"]["max-age"] == ("" if shared else 180 * 86400)


def test_the_account_says_and_changes_whose_the_device_is(signed_in, lea):
    client = signed_in(lea)
    assert "Ne rien garder sur cet appareil" in client.get("/mon-compte/").content.decode()
    response = client.post("/mon-compte/cet-appareil/", {"device": "shared"})
    assert (response["Location"], response["Clear-Site-Data"]) == ("/mon-compte/", FORGETS)
    assert is_marked(client)
    assert "Cet appareil est à moi" in client.get("/mon-compte/").content.decode()
    assert "Clear-Site-Data" not in client.post("/mon-compte/cet-appareil/", {"device": "own"})
    assert not is_marked(client)


def test_an_agent_s_machine_cannot_be_said_hers(signed_in, odile):
    client = signed_in(odile)
    assert "Cet appareil est à moi" not in client.get("/mon-compte/").content.decode()
    client.post("/mon-compte/cet-appareil/", {"device": "own"})
    client.get("/mon-compte/")
    assert is_marked(client)


def test_leaving_has_the_browser_forget(signed_in, lea):
    assert signed_in(lea).post("/sortir/")["Clear-Site-Data"] == FORGETS
    assert signed_in(lea).post("/mon-compte/fermeture/")["Clear-Site-Data"] == FORGETS
    assert "Clear-Site-Data" not in ReadingClient().get("/")
