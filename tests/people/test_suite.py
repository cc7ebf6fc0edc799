import pytest

from campagnon.people.suite import door_to, is_ours


@pytest.mark.parametrize("path", ["/", "/besoin/?phrase=tondre%20la%20haie", "/communes/60623/#ici"])
def test_is_ours_knows_our_paths(path):
    assert is_ours(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "besoin/",
        "//pirate.exemple",
        "/\\pirate.exemple",
        "/\t/pirate.exemple",
        "/\n/x",
        "https://x/",
        "/" * 501,
    ],
)
def test_is_ours_refuses_whatever_may_lead_elsewhere(path):
    assert not is_ours(path)


def test_door_to_keeps_a_whole_address():
    assert door_to("people:sign_in", "/besoin/?a=1&b=é") == "/entrer/?next=/besoin/%3Fa%3D1%26b%3D%C3%A9"
    assert door_to("people:sign_in", "//pirate.exemple") == "/entrer/"


@pytest.mark.parametrize(
    ("referer", "door"),
    [
        ("http://testserver/echanges/abc/", "/entrer/?next=/echanges/abc/"),
        ("http://testserver/devis/abc/?depuis=20", "/entrer/?next=/devis/abc/%3Fdepuis%3D20"),
        ("http://ailleurs.example/echanges/abc/", "/entrer/"),
        ("http://testserver//ailleurs.example/", "/entrer/"),
        ("", "/entrer/"),
    ],
)
def test_a_form_stopped_at_the_door_leads_back_to_its_own_page(client, db, referer, door):
    response = client.post("/mon-compte/modification/", {}, headers={"referer": referer})
    assert response["Location"] == door
