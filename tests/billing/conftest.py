import pytest

from campagnon.exchanges.models import Quote
from campagnon.people.models import User
from tests.billing.papers import accepted_quote


@pytest.fixture
def quote(monday, lea, joel) -> Quote:
    return accepted_quote(lea, joel)


@pytest.fixture
def franchise(joel) -> User:
    """Joël, had he stayed outside VAT."""
    trade = joel.professional
    trade.vat_regime, trade.vat_number = "franchise", ""
    trade.save()
    return joel
