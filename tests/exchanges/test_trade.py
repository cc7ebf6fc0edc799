"""The household reads what a professional declares, on its need and in the exchange."""

from dataclasses import replace

import pytest

from campagnon.catalogue.modes import Mode
from tests.exchanges.conftest import MOWING, agreed, need_mowing, offer_mowing, opened
from tests.exchanges.test_exchange import text_of

ON_QUOTE = replace(MOWING, mode=Mode.PRO)
DECLARED = "SIRET 000 000 018 00010"
SHOWN = (
    DECLARED,
    "Lefèvre Plomberie",
    "Assurance déclarée jusqu’au 31 décembre 2030",
    "Déplacement : 36 € TTC",
)


@pytest.fixture
def quoted(monday, lea, joel):
    """Léa's need, which Joël can answer on a quote or for nothing."""
    offer_mowing(joel, modes=Mode.FREE | Mode.PRO)
    return need_mowing(lea, modes=Mode.FREE | Mode.PRO)


def pages_of(exchange, client) -> list[str]:
    addresses = (f"/besoins/{exchange.need.public_id}/", f"/echanges/{exchange.public_id}/")
    return [text_of(client.get(address)) for address in addresses]


@pytest.mark.parametrize("come_to", [opened, agreed])
def test_on_a_quote_the_household_reads_siret_insurance_and_travel(quoted, signed_in, lea, joel, come_to):
    exchange = come_to(quoted, joel, ON_QUOTE)
    for text in pages_of(exchange, signed_in(lea)):
        missing = [said for said in SHOWN if said not in text]
        assert missing == []


def test_between_neighbours_no_trade_is_shown(quoted, signed_in, lea, joel):
    exchange = opened(quoted, joel)
    assert [DECLARED in text for text in pages_of(exchange, signed_in(lea))] == [False, False]


def test_the_professional_is_not_told_what_they_declared(quoted, signed_in, joel):
    exchange = opened(quoted, joel, ON_QUOTE)
    assert DECLARED not in text_of(signed_in(joel).get(f"/echanges/{exchange.public_id}/"))
