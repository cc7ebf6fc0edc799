import pytest

from campagnon.common.typed_euros import read_euros


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("25", "25.00"),
        (" 25,5 ", "25.50"),
        ("25.50", "25.50"),
        ("25 €", "25.00"),
        ("1\u202f250,00\u00a0€", "1250.00"),
        ("0", "0.00"),
    ],
)
def test_read_euros_reads_what_people_write(typed, euros):
    assert str(read_euros(typed)) == euros


@pytest.mark.parametrize(
    "typed", ["", "€", "-1", "+1", "1,234", "1.250,00", "NaN", "1e9", "٢٥", "vingt", "9" * 10, "25 $", "25€€"]
)
def test_read_euros_refuses_what_is_no_amount(typed):
    with pytest.raises(ValueError, match=".*"):
        read_euros(typed)
