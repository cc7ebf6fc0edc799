"""The paper of an invoice: what it says, set by Typst, with the same figures as data inside (Factur-X)."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from campagnon.billing.carrying import describe_facturx
from campagnon.billing.facturx import Bill, BilledLine, invoice_xml
from campagnon.billing.franchise import franchise_words
from campagnon.billing.models import Invoice, InvoiceLine, Kind
from campagnon.common import saying
from campagnon.common.typesetting import typeset
from campagnon.exchanges import phrases
from campagnon.exchanges.quote_papers import cents, cover_lines, seller_lines
from campagnon.exchanges.totals import Totals, totals_of
from campagnon.exchanges.vat import reduced_on, written_percent
from campagnon.people.models import VatRegime


def press_invoice(invoice: Invoice, lines: Sequence[InvoiceLine]) -> bytes:
    """The PDF of an invoice or a credit note with its lines: PDF/A-3a, tagged, its data inside."""
    totals = totals_of([line.as_line() for line in lines])
    title = title_of(invoice)
    seller = invoice.seller_mentions
    values = {
        "seller": seller_lines(seller),
        "client": _client_lines(invoice.client_mentions),
        "facts": _facts(invoice),
        "lines": [_row(line) for line in lines],
        "totals": _sums(totals, is_credit_note=invoice.is_credit_note),
        "notes": _notes(invoice, lines),
        "footer": f"{title} – {seller['trade_name']}, SIRET {seller['siret']}",
        "xml": invoice_xml(_bill(invoice, lines)).decode(),
    }
    return describe_facturx(typeset("invoice", values, title=title, on=invoice.issued_on))


def title_of(invoice: Invoice) -> str:
    """« Facture F-2026-0001 », « Avoir A-2026-0002 »."""
    return f"{invoice.get_kind_display()} {invoice.number}"


def file_name(kind: str, number: str) -> str:
    """« facture-F-2026-0001.pdf »; of somebody's own number, what a file may be called."""
    return f"{'avoir' if kind == Kind.CREDIT_NOTE else 'facture'}-{re.sub('[^A-Za-z0-9]+', '-', number)}.pdf"


def _bill(invoice: Invoice, lines: Sequence[InvoiceLine]) -> Bill:
    corrects = invoice.corrects
    return Bill(
        number=invoice.number,
        issued_on=invoice.issued_on,
        performed_on=invoice.performed_on,
        due_on=invoice.due_on,
        quote_number=invoice.quote.number,
        seller=invoice.seller_mentions,
        client=invoice.client_mentions,
        lines=[BilledLine(line.label, line.unit, line.as_line()) for line in lines],
        franchise=_franchise(invoice),
        note=invoice.reason,
        corrects=(corrects.number, corrects.issued_on) if corrects else None,
    )


def _franchise(invoice: Invoice) -> str:
    is_outside = invoice.seller_mentions.get("vat_regime") == VatRegime.FRANCHISE
    return franchise_words(invoice.issued_on) if is_outside else ""


def _client_lines(said: dict[str, str]) -> list[str]:
    lines = [said["name"], said.get("street", ""), f"{said.get('postcode', '')} {said.get('town', '')}"]
    return [line.strip() for line in lines if line.strip()]


def _facts(invoice: Invoice) -> list[list[str]]:
    facts = [[_("Datée du"), saying.calendar_day(invoice.issued_on)]]
    if invoice.corrects:
        undone = {"number": invoice.corrects.number, "day": saying.calendar_day(invoice.corrects.issued_on)}
        facts.append([_("Annule"), _("la facture %(number)s du %(day)s") % undone])
    facts += [
        [_("Objet"), invoice.quote.subject],
        [_("Réalisé le"), saying.calendar_day(invoice.performed_on)],
        [_("Lieu"), _place_of(invoice)],
        [_("Devis accepté"), invoice.quote.number],
    ]
    if invoice.reason:
        facts.append([_("Motif"), invoice.reason])
    if not invoice.is_credit_note:
        facts.append([_("À payer avant le"), saying.calendar_day(invoice.due_on)])
    return facts


def _place_of(invoice: Invoice) -> str:
    """Where the work was done, as the household gave it when it accepted."""
    said = invoice.quote.client
    town = f"{said.get('postcode', '')} {said.get('town') or invoice.quote.need.commune.name}".strip()
    return ", ".join(part for part in (said.get("street", ""), town) if part)


def _row(line: InvoiceLine) -> list[str]:
    figures = line.as_line()
    return [
        line.label,
        f"{phrases.number(line.quantity)} {line.unit}",
        cents(figures.unit_euros),
        written_percent(figures.vat_percent),
        cents(figures.net),
    ]


def _sums(totals: Totals, *, is_credit_note: bool) -> list[list[str]]:
    rows = [[_("Total hors taxe"), cents(totals.net)]]
    for one in totals.by_rate:
        if one.vat_percent:
            said = {"percent": written_percent(one.vat_percent), "net": cents(one.net)}
            rows.append([_("TVA %(percent)s sur %(net)s") % said, cents(one.vat)])
    last = (
        _("Total de l’avoir, toutes taxes comprises")
        if is_credit_note
        else _("À payer, toutes taxes comprises")
    )
    return [*rows, [last, cents(totals.gross)]]


def _notes(invoice: Invoice, lines: Sequence[InvoiceLine]) -> list[str]:
    notes = []
    if franchise := _franchise(invoice):
        notes.append(f"{franchise}.")
    if invoice.quote.is_old_housing and {line.vat_percent for line in lines} & reduced_on(invoice.issued_on):
        notes.append(
            _(
                "TVA à taux réduit : logement achevé depuis plus de deux ans, comme certifié sur le devis "
                "%(number)s (art. 279-0 bis et 278-0 bis A du CGI)."
            )
            % {"number": invoice.quote.number}
        )
    if not invoice.is_credit_note:
        notes.append(
            _("Pas d’escompte pour paiement anticipé. Le paiement se fait directement à l’entreprise.")
        )
    return [*notes, *cover_lines(invoice.seller_mentions)]
