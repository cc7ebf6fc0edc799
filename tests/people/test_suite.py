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
