import pytest

from campagnon.channels.addresses import AddressError, is_mobile, normalise_email, normalise_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Lea.Delattre@Exemple.FR", "lea.delattre@exemple.fr"),
        ("  lea@exemple.fr. ", "lea@exemple.fr"),
        ("<lea@exemple.fr>", "lea@exemple.fr"),
        ("mailto:lea@exemple.fr", "lea@exemple.fr"),
        ("lea+campagnon@exemple.fr", "lea+campagnon@exemple.fr"),
        ("lea@mairie-été.fr", "lea@xn--mairie-t-h1ab.fr"),
        ("ｌea@exemple.fr", "lea@exemple.fr"),
    ],
)
def test_normalise_email_keeps_one_form(typed, kept):
    assert normalise_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "lea",
        "lea@",
        "@exemple.fr",
        "lea@exemple",
        "lea@exemple.fr\nBcc: tous@exemple.fr",
        "lea@exemple.fr, karim@exemple.fr",
        "léa@exemple.fr",
        "lea@" + "a" * 64 + ".fr",
        "lea@" + "exemple." * 40 + "fr",
        "lea@exemple..fr",
        "lea delattre@exemple.fr",
    ],
)
def test_normalise_email_refuses_what_no_letter_reaches(typed):
    with pytest.raises(AddressError):
        normalise_email(typed)


@pytest.mark.parametrize(
    ("typed", "kept", "mobile"),
    [
        ("06 12 34 56 17", "+33612345617", True),
        ("06 39 98 12 17", "+33639981217", True),
        ("06.12.34.56.17", "+33612345617", True),
        ("+33 6 12 34 56 17", "+33612345617", True),
        ("0033 6 12 34 56 17", "+33612345617", True),
        ("07 56 78 90 12", "+33756789012", True),
        ("03 44 82 01 89", "+33344820189", False),
        ("09 72 00 00 00", "+33972000000", False),
        ("0692 12 34 56", "+262692123456", True),
        ("0262 12 34 56", "+262262123456", False),
        ("+590 690 12 34 56", "+590690123456", True),
        ("+596 696 12 34 56", "+596696123456", True),
        ("0694 12 34 56", "+594694123456", True),
        ("+262 639 01 23 45", "+262639012345", True),
    ],
)
def test_normalise_phone_knows_france_and_overseas(typed, kept, mobile):
    assert normalise_phone(typed) == kept
    assert is_mobile(kept) is mobile


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12",
        "3646",
        "0899 70 00 00",
        "+32 470 12 34 56",
        "+1 202 555 0147",
        "+882 16 00 00 00",
        "06 12 34 56",
        "06 12 34 56 17 89",
        "06 12 34 56 17;ext=9",
        "0612345617\n+33612345618",
        "appelle-moi",
    ],
)
def test_normalise_phone_refuses_the_dear_the_far_and_the_broken(typed):
    with pytest.raises(AddressError):
        normalise_phone(typed)
