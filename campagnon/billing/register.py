"""A professional's register, for a spreadsheet: one row for each VAT rate of each paper. Pure.

Semicolons, decimal commas and a byte-order mark, as French spreadsheets expect. Words that somebody typed
never begin a formula: an apostrophe goes before = + - @, a tabulation or a carriage return. Figures are ours.
It says nothing of payments: what records them for an enterprise is a till, which the law wants certified.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "numero", "nature", "date", "client", "objet", "devis", "prestation_du", "a_payer_avant", "taux_tva",
    "hors_taxe", "tva", "toutes_taxes", "annule_ou_annulee_par",
)  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """What a paper says at one VAT rate, in euros, below nought on a credit note."""

    gross: Decimal
    vat_percent: Decimal | None = None
    net: Decimal | None = None
    vat: Decimal | None = None


@dataclass(frozen=True)
class Record:
    """One paper of the register."""

    number: str
    nature: str
    issued_on: date
    client: str
    subject: str
    quote: str
    performed_on: date
    due_on: date | None
    figures: tuple[Figures, ...]
    undoes: str  # the number of the paper that it undoes, or that undid it


def register_csv(records: Iterable[Record]) -> str:
    """The register as a CSV file, oldest paper first as given."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerows(_rows(record))
    return BYTE_ORDER_MARK + written.getvalue()


def guarded(words: str) -> str:
    """The words, which no spreadsheet will take for a formula."""
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words


def _rows(record: Record) -> Iterator[list[str]]:
    for one in record.figures:
        yield [
            guarded(record.number),
            record.nature,
            record.issued_on.isoformat(),
            guarded(record.client),
            guarded(record.subject),
            guarded(record.quote),
            record.performed_on.isoformat(),
            record.due_on.isoformat() if record.due_on else "",
            _written(one.vat_percent),
            _written(one.net),
            _written(one.vat),
            _written(one.gross),
            guarded(record.undoes),
        ]


def _written(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}".replace(".", ",")
