import pytest

from campagnon.common.names import Fault, NameRefused, clean_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Marcelle", "Marcelle"),
        ("  Jean   Paul ", "Jean Paul"),
        ("Jean-Paul", "Jean-Paul"),
        ("D'Artagnan", "D’Artagnan"),
        ("J.-P.", "J.-P."),
        ("Zoe\u0308", "Zoë"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Œdipe", "Œdipe"),
        ("Анна", "Анна"),
        ("مريم", "مريم"),
        ("明", "明"),
        ("Ma\u200brie", "Marie"),
        ("\u202eeiraM", "eiraM"),
        ("Marie\u0000", "Marie"),
        ("Léa\nDelattre", "Léa Delattre"),
        ("a" * 50, "a" * 50),
    ],
)
def test_clean_name_keeps_what_people_are_called(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.EMPTY),
        (" \u200b\u00a0", Fault.EMPTY),
        ("a" * 51, Fault.TOO_LONG),
        ("Mаrcelle", Fault.MIXED),  # a Cyrillic а
        ("Οdile", Fault.MIXED),  # a Greek Ο
        ("Ｍarcelle", Fault.MIXED),
        ("𝐌arcelle", Fault.MIXED),
        ("Ⅿarcelle", Fault.SIGNS),
        ("Karim17", Fault.SIGNS),
        ("<b>Karim</b>", Fault.SIGNS),
        ("www.exemple.fr", Fault.SIGNS),
        ("karim@exemple.fr", Fault.SIGNS),
        ("=Karim", Fault.SIGNS),
        ("-Karim", Fault.SIGNS),
        ("...", Fault.SIGNS),
        ("Karim 🌱", Fault.SIGNS),
        ("K\u0301\u0302\u0303arim", Fault.SIGNS),
        ("’", Fault.SIGNS),
    ],
)
def test_clean_name_says_why_it_refuses(typed, fault):
    with pytest.raises(NameRefused) as refused:
        clean_name(typed)
    assert refused.value.fault == fault
