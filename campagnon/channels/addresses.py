"""E-mail addresses and telephone numbers as people type them, and as they are kept."""

import re
import unicodedata

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from phonenumbers import NumberParseException, PhoneNumberType

# France and overseas: a national number is tried in each, for 0262… is not a number of the mainland.
REGIONS = ("FR", "RE", "GP", "MQ", "GF", "YT")
LONGEST_EMAIL = 254
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_REACHABLE = _MOBILE | {PhoneNumberType.FIXED_LINE, PhoneNumberType.VOIP}
# Mobiles that Arcep keeps for fiction (decision 2018-0881), unknown to the library; the demo's.
_FICTION = re.compile(r"\+3363998\d{4}")


class AddressError(ValueError):
    """What was typed is no address that we can write to or call."""


def normalise_email(text: str) -> str:
    """The address in lower case, its domain in ASCII."""
    typed = unicodedata.normalize("NFKC", text).strip().removeprefix("mailto:").strip("<>.,; ")
    name, _, domain = typed.lower().rpartition("@")
    try:
        address = f"{name}@{domain.encode('idna').decode()}"
        address.encode("ascii")
        validate_email(address)
    except (ValidationError, UnicodeError) as error:
        raise AddressError(text) from error
    if len(address) > LONGEST_EMAIL:
        raise AddressError(text)
    return address


def normalise_phone(text: str) -> str:
    """The number as +33…: of France or overseas, a mobile or a landline, never a premium number."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[+(]?[\d\s.,/()\-]{8,30}", typed):
        raise AddressError(text)
    for region in REGIONS:
        try:
            number = phonenumbers.parse(typed, region)
        except NumberParseException:
            continue
        kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        ours = phonenumbers.region_code_for_number(number) in REGIONS
        if _FICTION.fullmatch(kept) or (ours and phonenumbers.number_type(number) in _REACHABLE):
            return kept
    raise AddressError(text)


def is_mobile(number: str) -> bool:
    """Whether a number receives SMS; what is no number receives none."""
    if _FICTION.fullmatch(number):
        return True
    try:
        return phonenumbers.number_type(phonenumbers.parse(number)) in _MOBILE
    except NumberParseException:
        return False


def said_phone(number: str) -> str:
    """« 06 12 34 56 17 », with no-break spaces; the country code only for somebody far."""
    parsed = phonenumbers.parse(number)
    said = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return said.replace(" ", "\u00a0")
