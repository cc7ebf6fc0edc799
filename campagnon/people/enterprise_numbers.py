"""The numbers that an enterprise goes by, all built on its SIREN, as people type them. Pure."""

import re

from stdnum.exceptions import ValidationError as NumberRefused
from stdnum.fr import tva

# From 01 to Corsica's 20, to 95, 97 and 98 overseas; 00 is the army's and 96 nobody's.
_POSTCODE = re.compile(r"(0[1-9]|[1-8]\d|9[0-57-8])\d{3}", re.ASCII)


class WrongNumber(ValueError):
    """No such number can exist."""


class NumberOfAnother(ValueError):
    """The number may exist; it is not this SIREN's."""


def read_vat_number(text: str, *, siren: str) -> str:
    """« FR 66 000 000 018 » as it is kept: FR, two signs, the SIREN."""
    try:
        number = str(tva.validate(text))
    except NumberRefused as error:
        raise WrongNumber(text) from error
    if not number.endswith(siren):
        raise NumberOfAnother(text)
    return f"FR{number}"


def usual_vat_number(siren: str) -> str:
    """The number that the tax office gives to nearly all: FR, a key of two digits, the SIREN."""
    return f"FR{int(siren + '12') % 97:02}{siren}"


def read_sap_number(text: str, *, siren: str) -> str:
    """« SAP 000 000 018 » as it is kept: SAP, then the SIREN."""
    typed = re.sub(r"[\s./-]", "", text).upper()
    if typed.removeprefix("SAP") != siren:
        raise NumberOfAnother(text)
    return f"SAP{siren}"


def read_postcode(text: str) -> str:
    """The five digits of a postcode, CEDEX or not."""
    typed = re.sub(r"\s", "", text)
    if not _POSTCODE.fullmatch(typed):
        raise WrongNumber(text)
    return typed
