from datetime import date

import pytest
from django.db import IntegrityError, transaction

from campagnon.journal.models import Entry
from campagnon.people.actions import complete_mentions, register_professional
from campagnon.people.actions.trading import MENTIONS
from campagnon.people.mentions import mentions_of
from campagnon.people.models import Professional

TODAY = date(2026, 11, 23)
# As `joel` stands in tests/cast.py.
ALWAYS = {
    "legal_name", "trade_name", "trade", "siret", "siren", "registration", "street", "postcode", "town",
    "phone", "email", "vat_regime", "vat_number", "insurer", "insured_until", "mediator",
}  # fmt: skip


def test_mentions_are_text_with_their_days(joel):
    said = mentions_of(joel.professional, on=TODAY)
    assert set(said) == ALWAYS | {"ten_year_insurer", "ten_year_until"}
    assert {type(value) for value in said.values()} == {str}
    assert (said["siren"], said["vat_regime"], said["insured_until"]) == ("000000018", "real", "2030-12-31")


def test_mentions_leave_out_what_does_not_hold_on_that_day(joel):
    trade = joel.professional
    trade.ten_year_until, trade.sap_number, trade.sap_declared_on = TODAY, "SAP000000018", TODAY
    assert set(mentions_of(trade, on=TODAY)) - ALWAYS == {
        "ten_year_insurer",
        "ten_year_until",
        "sap_number",
        "sap_declared_on",
    }
    assert set(mentions_of(trade, on=date(2026, 11, 24))) - ALWAYS == {"sap_number", "sap_declared_on"}
    assert set(mentions_of(trade, on=date(2026, 11, 22))) - ALWAYS == {"ten_year_insurer", "ten_year_until"}


@pytest.mark.parametrize(
    "missing",
    ["legal_name", "street", "postcode", "town", "phone", "email", "vat_regime", "insurer", "mediator"],
)
def test_no_quote_without_what_the_law_asks(joel, missing):
    trade = joel.professional
    assert trade.can_quote
    setattr(trade, missing, "")
    assert not trade.can_quote


def test_completed_mentions_are_kept_and_signed(joel):
    said = {name: getattr(joel.professional, name) for name in MENTIONS}
    complete_mentions(joel.professional, by=joel, **{**said, "town": "Songeons"})
    assert Professional.objects.get(user=joel).town == "Songeons"
    assert Entry.objects.filter(verb="people.mentions_completed", by=joel).count() == 1


def test_another_enterprise_is_asked_for_its_own_mentions(joel):
    trade = {"trade_name": "Lefèvre", "trade": "Plombier", "insured_until": date(2030, 1, 1)}
    Professional.objects.update(sap_number="SAP000000018", sap_declared_on=TODAY)
    same = register_professional(joel, siret="00000001800028", **trade)
    assert (same.vat_number, same.sap_number, same.can_quote) == ("FR66000000018", "SAP000000018", True)
    other = register_professional(joel, siret="73282932000074", **trade)
    assert (other.vat_number, other.sap_number, other.sap_declared_on, other.can_quote) == (
        "",
        "",
        None,
        False,
    )
    assert other.street == "8 rue des Fontaines"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "half",
    [{"vat_number": ""}, {"sap_number": "SAP000000018"}, {"ten_year_insurer": ""}, {"ten_year_until": None}],
)
def test_half_a_mention_is_refused_by_the_database(joel, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Professional.objects.filter(user=joel).update(**half)
