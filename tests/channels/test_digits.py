import pytest

from campagnon.channels.digits import Said, read_digit


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1", Said("yes")),
        (" 1. ", Said("yes")),
        ("1 oui", Said("yes")),
        ("1 merci beaucoup", Said("yes")),
        ("Bonjour 2 désolé", Said("no")),
        ("A1", Said("yes", "A")),
        ("b 2", Said("no", "B")),
        ("C3 rappelez-moi svp", Said("call", "C")),
        ("Oui", Said("yes")),
        ("OUI, avec plaisir !", Said("yes")),
        ("d’accord", Said("yes")),
        ("non merci", Said("no")),
        ("a oui", Said("yes", "A")),
        ("Rappelez-moi s’il vous plaît", Said("call")),
    ],
)
def test_one_word_is_read(text, said):
    assert read_digit(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "12",
        "1 non",
        "2 oui",
        "1 mais pas samedi",
        "oui mais après 14 h",
        "besoin tonte samedi Songeons",
        "A",
        "AB1",
        "1 1",
        "x" * 5000,
        "1 " + "merci " * 5000 + "!",
        "\x00",
        "🙂",
    ],
)
def test_more_than_one_word_is_left_to_somebody(text):
    assert read_digit(text) is None
