import pytest

from campagnon.channels.gsm7 import for_sms, is_gsm7, parts


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("L’été à Songeons", "L'été à Songeons"),
        ("À 14\u00a0h\u00a030\u202f: «\u00a0oui\u00a0»", 'A 14 h 30 : "oui"'),
        ("Le cœur du garçon, la forêt… 5 €", "Le coeur du garcon, la foret... 5 €"),
        ("Noël – maïs", "Noel - mais"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_for_sms_says_french_in_the_small_alphabet(written, sent):
    assert for_sms(written) == sent
    assert is_gsm7(sent)


@pytest.mark.parametrize("written", ["Привет, Анна", "Rendez-vous 🌱", "مرحبا"])
def test_for_sms_keeps_what_no_small_alphabet_can_say(written):
    assert for_sms(written) == written
    assert not is_gsm7(written)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("🌱" * 35, 1),
        ("🌱" * 36, 2),
    ],
)
def test_parts_counts_as_the_network_does(text, count):
    assert parts(text) == count
