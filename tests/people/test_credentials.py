"""What a professional shows to everybody: what holds today, and nothing else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from campagnon.catalogue.models import Service
from campagnon.people.credentials import Credentials, credentials_of, said_siret
from campagnon.people.models import VatRegime

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)


def test_joel_shows_his_trade_and_his_covers(joel):
    assert credentials_of(joel.professional, on=TODAY, minutes=20) == Credentials(
        name="Lefèvre Plomberie",
        trade="Plombier chauffagiste",
        siret="000\u00a0000\u00a0018\u00a000010",
        insured_until=date(2030, 12, 31),
        ten_year_until=date(2030, 12, 31),
        sap_number="",
        sap_declared_on=None,
        gives_credit=False,
        travel="36\u00a0€ TTC",
    )


def test_what_has_run_out_is_not_shown(joel):
    trade = joel.professional
    trade.insured_until = trade.ten_year_until = TODAY
    shown = credentials_of(trade, on=TODAY)
    assert (shown.insured_until, shown.ten_year_until) == (TODAY, TODAY)
    trade.insured_until = trade.ten_year_until = YESTERDAY
    shown = credentials_of(trade, on=TODAY)
    assert (shown.insured_until, shown.ten_year_until) == (None, None)


@pytest.mark.parametrize(
    ("slug", "declared_on", "gives_credit"),
    [
        ("tonte", TODAY, True),
        ("tonte", TODAY + timedelta(days=1), False),
        ("tonte", None, False),
        ("amenagement-jardin", TODAY, False),
        (None, TODAY, False),
    ],
)
def test_credit_needs_a_declaration_and_a_service_that_gives_it(joel, slug, declared_on, gives_credit):
    trade = joel.professional
    trade.sap_number, trade.sap_declared_on = "SAP000000018" if declared_on else "", declared_on
    service = Service.objects.get(slug=slug) if slug else None
    assert credentials_of(trade, on=TODAY, service=service).gives_credit is gives_credit


@pytest.mark.parametrize(
    ("price", "minutes", "said"),
    [
        ({}, 15, "30 € TTC"),
        ({"vat_regime": VatRegime.FRANCHISE}, 15, "25 € TTC"),
        ({"travel_euros": Decimal("12.50"), "vat_regime": ""}, 15, "12,50 € TTC"),
        ({"travel_euros": Decimal(0)}, 15, "compris"),
        ({"travel_euros": Decimal(0)}, 16, "6 € TTC"),
        ({"travel_euros": None}, 15, ""),
        ({}, None, "30 € TTC jusqu’à 15 min de route, puis 6 € par 10 min"),
        ({"travel_euros_per_10_minutes": Decimal(0)}, None, "30 € TTC"),
    ],
)
def test_travel_is_said_as_a_household_pays_it(joel, price, minutes, said):
    trade = joel.professional
    for name, value in price.items():
        setattr(trade, name, value)
    assert credentials_of(trade, on=TODAY, minutes=minutes).travel.replace("\u00a0", " ") == said


def test_siret_is_said_in_groups():
    assert said_siret("73282932000074") == "732\u00a0829\u00a0320\u00a000074"
