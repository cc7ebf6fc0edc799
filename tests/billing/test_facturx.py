from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campagnon.billing.facturx import Bill, BilledLine, invoice_xml
from campagnon.exchanges.totals import Line, totals_of
from tests.billing.rules import EN_16931, FRENCH, broken, fits_schema, said

D = Decimal
SELLER = {
    "legal_name": "Lefèvre Plomberie, SARL au capital de 5 000 €",
    "trade_name": "Lefèvre Plomberie",
    "siret": "00000001800010",
    "siren": "000000018",
    "registration": "RCS Beauvais 000 000 018",
    "street": "8 rue des Fontaines",
    "postcode": "60210",
    "town": "Grandvilliers",
    "vat_number": "FR66000000018",
    "insurer": "Assurances du Plateau",
}
CLIENT = {"name": "Léa Delattre", "street": "12 rue du Moulin", "postcode": "60210", "town": "Grandvilliers"}
LABOUR = BilledLine("Recherche de fuite", "h", Line(D("1.5"), D(48), D(10)))
JOINT = BilledLine("Joint de ballon", "pièce", Line(D(3), D("7.34"), D(20)))
DISCOUNT = BilledLine("Remise", "forfait", Line(D(1), D("-5"), D(20)))
LEAK = Bill(
    number="F-2026-0001",
    issued_on=date(2026, 11, 23),
    performed_on=date(2026, 11, 21),
    due_on=date(2026, 12, 23),
    quote_number="D-2026-0001",
    seller=SELLER,
    client=CLIENT,
    lines=(LABOUR, JOINT),
)
OUTSIDE_VAT = replace(
    LEAK,
    seller={**SELLER, "vat_number": ""},
    franchise="TVA non applicable, art. 293 B du CGI",
    lines=(BilledLine("Tonte", "forfait", Line(D(1), D(50), D(0))),),
)
CREDIT_NOTE = replace(
    LEAK, number="A-2026-0002", corrects=("F-2026-0001", date(2026, 11, 23)), note="Mauvaise adresse"
)
BILLS = {
    "a leak": LEAK,
    "outside VAT": OUTSIDE_VAT,
    "outside VAT, with a number": replace(OUTSIDE_VAT, seller=SELLER),
    "a credit note": CREDIT_NOTE,
    "a credit note outside VAT": replace(OUTSIDE_VAT, corrects=("F-2026-0001", date(2026, 11, 23))),
    "a discount": replace(LEAK, lines=(LABOUR, JOINT, DISCOUNT)),
    "no VAT though inside it": replace(LEAK, lines=(BilledLine("Cours", "h", Line(D(1), D(30), D(0))),)),
    "nearly no address": replace(LEAK, client={"name": "Léa"}),
}


@pytest.mark.parametrize("bill", BILLS.values(), ids=BILLS)
def test_the_published_schema_and_rules_take_it(bill):
    xml = invoice_xml(bill)
    assert fits_schema(xml)
    assert broken(EN_16931, xml) == set()


@pytest.mark.parametrize("bill", BILLS.values(), ids=BILLS)
def test_the_french_rules_miss_the_address_that_no_household_has(bill):
    """BT-49, the buyer's address in the directory of enterprises: made for invoices between enterprises."""
    assert broken(FRENCH, invoice_xml(bill)) == {"BR-FR-12_BT-49"}


def test_the_rules_would_find_a_wrong_total():
    wrong = invoice_xml(LEAK).replace(b"<ram:GrandTotalAmount>105.62", b"<ram:GrandTotalAmount>105.63")
    assert wrong != invoice_xml(LEAK)
    assert "BR-CO-15" in " ".join(broken(EN_16931, wrong))


def test_it_says_who_what_when_and_how_much():
    xml = invoice_xml(LEAK)
    assert said(xml, "rsm:ExchangedDocument/TypeCode") == ["380"]
    assert said(xml, "SellerTradeParty/Name") == ["Lefèvre Plomberie, SARL au capital de 5 000 €"]
    assert said(xml, "BuyerTradeParty/Name") == ["Léa Delattre"]
    assert said(xml, "ContractReferencedDocument/IssuerAssignedID") == ["D-2026-0001"]
    assert said(xml, "BilledQuantity") == ["1.5", "3"]
    assert said(xml, "LineTotalAmount") == ["72.00", "22.02", "94.02"]
    assert said(xml, "CalculatedAmount") == ["7.20", "4.40"]
    assert said(xml, "DuePayableAmount") == ["105.62"]


def test_outside_vat_it_says_why():
    xml = invoice_xml(OUTSIDE_VAT)
    assert said(xml, "ExemptionReason") == ["TVA non applicable, art. 293 B du CGI"]
    assert said(xml, "ExemptionReasonCode") == ["VATEX-FR-FRANCHISE"]
    assert said(xml, "ApplicableTradeTax/CategoryCode") == ["E", "E"]


def test_a_credit_note_names_what_it_undoes():
    xml = invoice_xml(CREDIT_NOTE)
    assert said(xml, "rsm:ExchangedDocument/TypeCode") == ["381"]
    assert said(xml, "InvoiceReferencedDocument/IssuerAssignedID") == ["F-2026-0001"]
    assert "Mauvaise adresse" in said(xml, "IncludedNote/Content")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("]]></ram:Name><ram:Name>Autre", "]]></ram:Name><ram:Name>Autre"),
        ("&amp; &lt; é € 🐭", "&amp; &lt; é € 🐭"),
        ("\u202eLéa\u2066\x00\x0b\x1b[31m\ufffe Delattre", "Léa [31m Delattre"),
        (" \t\n ", "–"),
        ("", "–"),
    ],
)
def test_hostile_words_stay_words(typed, kept):
    line = replace(LABOUR, label=typed, unit=typed)
    xml = invoice_xml(replace(LEAK, client={"name": typed, "street": typed}, note=typed, lines=(line,)))
    assert fits_schema(xml)
    assert broken(EN_16931, xml) == set()
    assert xml.isascii()
    assert said(xml, "BuyerTradeParty/Name") == said(xml, "SpecifiedTradeProduct/Name") == [kept]


LINES = st.lists(
    st.builds(
        Line,
        st.decimals("0.01", "9999", places=2),
        st.decimals("-9999", "9999", places=2),
        st.sampled_from([D(0), D("5.50"), D("10.00"), D("20.00")]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_its_figures_are_those_of_the_lines(lines):
    totals = totals_of(lines)
    xml = invoice_xml(replace(LEAK, lines=tuple(BilledLine("Ligne", "h", line) for line in lines)))
    *of_lines, net = [D(text) for text in said(xml, "LineTotalAmount")]
    assert of_lines == [line.net for line in lines]
    assert net == sum(of_lines) == totals.net
    assert [D(text) for text in said(xml, "CalculatedAmount")] == [one.vat for one in totals.by_rate]
    assert [D(text) for text in said(xml, "BasisAmount")] == [one.net for one in totals.by_rate]
    assert [D(text) for text in said(xml, "TaxTotalAmount")] == [totals.vat]
    assert [D(text) for text in said(xml, "GrandTotalAmount")] == [net + totals.vat]
    # What is counted and its price give back the line, whatever the sign.
    for line, quantity, price in zip(
        lines, said(xml, "BilledQuantity"), said(xml, "NetPriceProductTradePrice/ChargeAmount"), strict=True
    ):
        assert D(quantity) * D(price) == line.quantity * line.unit_euros
        assert D(price) >= 0


@settings(max_examples=15, deadline=None)
@given(LINES)
def test_the_rules_take_any_lines(lines):
    xml = invoice_xml(replace(LEAK, lines=tuple(BilledLine("Ligne", "h", line) for line in lines)))
    assert fits_schema(xml)
    assert broken(EN_16931, xml) == set()
