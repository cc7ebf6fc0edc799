"""An invoice as data, for Factur-X: UN/CEFACT CII in the EN 16931 profile. Pure.

What does not concern a private client is said in so many words (`NOTES_TO_A_PRIVATE_CLIENT`): the French
rules are made for invoices between enterprises, and ask for three notes that a household knows nothing of.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from drafthorse.models.accounting import ApplicableTradeTax
from drafthorse.models.document import Document
from drafthorse.models.note import IncludedNote
from drafthorse.models.party import TaxRegistration
from drafthorse.models.payment import PaymentTerms
from drafthorse.models.tradelines import LineItem
from lxml import etree

from campagnon.exchanges.totals import Line, totals_of

EN_16931 = "urn:cen.eu:en16931:2017"
SCHEMA = "FACTUR-X_EN16931"
INVOICE, CREDIT_NOTE = "380", "381"  # UNTDID 1001
SERVICES = "S1"  # BT-23: an invoice for services that was not paid before
SIREN, SIRET, FRENCH_DIRECTORY = "0002", "0009", "0225"  # ISO 6523, EAS
STANDARD, EXEMPT, ZERO = "S", "E", "Z"  # UNTDID 5305
FRANCHISE_CODE = "VATEX-FR-FRANCHISE"
# UN/ECE recommendation 20; whatever else one counts in is a "one".
UNITS = {"h": "HUR", "heure": "HUR", "heures": "HUR", "jour": "DAY", "jours": "DAY", "min": "MIN"}
UNITS |= {"m": "MTR", "ml": "MTR", "m²": "MTK", "m2": "MTK", "m³": "MTQ", "m3": "MTQ", "km": "KMT"}
UNITS |= {"kg": "KGM", "l": "LTR", "forfait": "LS", "pièce": "H87", "pièces": "H87"}
ONE = "C62"
NOTES_TO_A_PRIVATE_CLIENT = {
    "BAR": "B2C",
    "AAB": "Pas d’escompte pour paiement anticipé.",
    "PMD": "Sans objet : le client est un particulier.",
    "PMT": "Sans objet : le client est un particulier.",
}


@dataclass(frozen=True)
class BilledLine:
    """What is paid for, what it is counted in, and its figures."""

    label: str
    unit: str
    figures: Line


@dataclass(frozen=True)
class Bill:
    """An invoice, or the credit note that undoes the one named in `corrects` (number and day)."""

    number: str
    issued_on: date
    performed_on: date
    due_on: date
    quote_number: str
    seller: Mapping[str, str]
    client: Mapping[str, str]
    lines: Sequence[BilledLine]
    franchise: str = ""  # the words that say why no VAT is charged
    note: str = ""
    corrects: tuple[str, date] | None = None


def invoice_xml(bill: Bill) -> bytes:
    """The invoice as data, in ASCII (other signs as references) so that it crosses any carrier unharmed.

    Raises lxml's XMLSyntaxError if it does not fit the published schema.
    """
    document = Document()
    document.context.guideline_parameter.id = EN_16931
    document.context.business_parameter.id = SERVICES
    document.header.id = _said(bill.number)
    document.header.type_code = CREDIT_NOTE if bill.corrects else INVOICE
    document.header.issue_date_time = bill.issued_on
    for code, words in {**NOTES_TO_A_PRIVATE_CLIENT, "": bill.note}.items():
        if words:
            document.header.notes.add(IncludedNote(content=_said(words), **_coded(code)))
    _name_parties(document, bill)
    for position, line in enumerate(bill.lines, start=1):
        document.trade.items.add(_item(position, line, bill))
    document.trade.delivery.event.occurrence = bill.performed_on
    _settle(document, bill)
    checked = etree.fromstring(document.serialize(schema=SCHEMA))
    written: bytes = etree.tostring(checked, encoding="us-ascii")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written


def _coded(code: str) -> dict[str, str]:
    return {"subject_code": code} if code else {}


def _name_parties(document: Document, bill: Bill) -> None:
    agreement, said = document.trade.agreement, bill.seller
    seller = agreement.seller
    seller.name = _said(said["legal_name"])
    seller.description = _said(f"{said.get('registration', '')} Assurance : {said['insurer']}")
    seller.global_id.add((SIRET, said["siret"]))
    seller.legal_organization.id = (SIREN, said["siren"])
    if said["trade_name"] != said["legal_name"]:
        seller.legal_organization.trade_name = _said(said["trade_name"])
    # Where the French directory finds every enterprise, were the invoice to travel by a platform.
    seller.electronic_address.uri_ID = (FRENCH_DIRECTORY, said["siren"])
    number = ("VA", said["vat_number"]) if said.get("vat_number") else ("FC", said["siren"])
    seller.tax_registrations.add(TaxRegistration(id=number))
    agreement.buyer.name = _said(bill.client["name"])
    for party, address in ((seller, said), (agreement.buyer, bill.client)):
        for name, said_as in (("line_one", "street"), ("postcode", "postcode"), ("city_name", "town")):
            if address.get(said_as):
                setattr(party.address, name, _said(address[said_as]))
        party.address.country_id = "FR"
    agreement.contract.issuer_assigned_id = _said(bill.quote_number)


def _item(position: int, line: BilledLine, bill: Bill) -> LineItem:
    figures = line.figures
    # A discount is a negative price on the quote; the norm wants the sign on the quantity (BR-27).
    sign = -1 if figures.unit_euros < 0 else 1
    item = LineItem()
    item.document.line_id = str(position)
    item.product.name = _said(line.label)
    item.agreement.net.amount = sign * figures.unit_euros
    item.delivery.billed_quantity = (sign * figures.quantity, UNITS.get(line.unit.strip().lower(), ONE))
    item.settlement.trade_tax.type_code = "VAT"
    item.settlement.trade_tax.category_code = _category(figures.vat_percent, bill)
    item.settlement.trade_tax.rate_applicable_percent = figures.vat_percent
    item.settlement.monetary_summation.total_amount = figures.net
    return item


def _settle(document: Document, bill: Bill) -> None:
    settlement = document.trade.settlement
    settlement.currency_code = "EUR"
    totals = totals_of([line.figures for line in bill.lines])
    for one in totals.by_rate:
        category = _category(one.vat_percent, bill)
        tax = ApplicableTradeTax(type_code="VAT", category_code=category)
        tax.calculated_amount, tax.basis_amount = one.vat, one.net
        tax.rate_applicable_percent = one.vat_percent
        if category == EXEMPT:
            tax.exemption_reason, tax.exemption_reason_code = bill.franchise, FRANCHISE_CODE
        settlement.trade_tax.add(tax)
    settlement.terms.add(PaymentTerms(due=bill.due_on))
    if bill.corrects:
        number, day = bill.corrects
        settlement.invoice_referenced_document.issuer_assigned_id = _said(number)
        settlement.invoice_referenced_document.issue_date_time = day
    summation = settlement.monetary_summation
    summation.line_total = summation.tax_basis_total = totals.net
    summation.tax_total = (totals.vat, "EUR")
    summation.grand_total = summation.due_amount = totals.gross


def _category(vat_percent: Decimal, bill: Bill) -> str:
    """Standard whatever the rate, exempt for an enterprise outside VAT, else at nought."""
    if vat_percent:
        return STANDARD
    return EXEMPT if bill.franchise else ZERO


def _said(words: str) -> str:
    """The words without what XML or a reader cannot bear; never nothing."""
    kept = "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", words))
    kept = "".join(sign for sign in kept if unicodedata.category(sign)[0] != "C")
    return " ".join(kept.split()) or "–"
