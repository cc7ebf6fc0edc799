import pytest
from django.core.exceptions import ValidationError

from campagnon.territories.colours import INK, PAPER, contrast
from campagnon.territories.models import Territory


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast(INK, PAPER), 1) == 14.0
    assert contrast("#1C5238", "#FFFFFF") == contrast("#FFFFFF", "#1C5238")


@pytest.mark.parametrize(
    ("colours", "refused"),
    [
        ({"hedge_colour": "#1C5238", "wash_colour": "#E6EDDF"}, set()),
        ({}, set()),
        ({"hedge_colour": "#4C8C2B"}, {"hedge_colour"}),
        ({"wash_colour": "#57265F"}, {"wash_colour"}),
        ({"hedge_colour": "red"}, {"hedge_colour"}),
        ({"hedge_colour": "#12345G"}, {"hedge_colour"}),
        ({"hedge_colour": "#12345\n"}, {"hedge_colour"}),
    ],
)
def test_colours_of_a_territory_that_cannot_be_read_are_refused(colours, refused):
    territory = Territory(epci_id="246000848", slug="picardie-verte", name="Picardie Verte", **colours)
    found = set()
    try:
        territory.clean_fields(exclude=["epci", "opened_by"])
    except ValidationError as error:
        found = set(error.message_dict)
    assert found == refused
