from decimal import Decimal

import pytest

from campagnon.cesu.typed import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("10,51", "10.51"),
        (" 10.5 € ", "10.5"),
        ("2 h", "2"),
        ("72 ans", "72"),
        ("0", None),
        ("-2", None),
        ("501", None),
        ("10,515", None),
        ("1e9", None),
        ("٣", None),
        ("", None),
        ("12 €; DROP TABLE", None),
    ],
)
def test_a_number_is_read_as_it_is_typed(text, number):
    assert read_number(text, most=500) == (Decimal(number) if number else None)
