"""Telephone numbers, e-mail addresses and web addresses in what people write, even half hidden.

Before two people agree, they write to each other through the platform: this finds what would let one of
them be reached elsewhere. Measured on tests/common/data/contact_details.csv.
"""

import re
import unicodedata
from enum import Enum


class Detail(Enum):
    """What was found."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"


_UNITS = {
    "zero": "0", "o": "0", "un": "1", "une": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5",
    "six": "6", "sept": "7", "huit": "8", "neuf": "9", "dix": "10", "onze": "11", "douze": "12",
    "treize": "13", "quatorze": "14", "quinze": "15", "seize": "16",
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "octante": 80, "huitante": 80, "nonante": 90,
}  # fmt: skip
_WORD = re.compile(r"[a-z]+|[0-9]+|.", re.DOTALL)
# What people put between the digits of a number.
_FILLERS = set(" .-_/,;:()\t\n*|+·")
_COUNTRY = r"(?:(?:\+|00)(?:33|262|590|594|596|687|689)(?:\(?0\)?)?)"
_PHONE = re.compile(rf"(?<![0-9])(?:{_COUNTRY}[1-9]|0[1-9])[0-9]{{8}}(?![0-9])")

_AT = r"(?:@|\(at\)|\[at\]|\(a\)|\barobase?\b|\barobaze\b|\barrobase?\b)"
# As little as it takes to be sure: what may be long, and begin anywhere, would be read again from each of its
# letters.
_EMAIL = re.compile(rf"[a-z0-9][._+-]*\s*{_AT}\s*[a-z0-9-]")
_PROVIDERS = (
    r"(?:gmail|orange|wanadoo|free|laposte|hotmail|outlook|yahoo|sfr|bbox|protonmail|proton|icloud|live)"
)
_SPELLED_EMAIL = re.compile(rf"\b{_PROVIDERS}\s*(?:\.|\bpoint\b|\bdot\b)\s*(?:com|fr|net|me|ch)\b")

_LINK = re.compile(
    r"https?\s*:\s*//|\bwww\s*(?:\.|\bpoint\b)|\b(?:t\.me|wa\.me|fb\.me|bit\.ly|tinyurl\.com)\b"
    r"|(?<![\w@.])[a-z0-9-]{2,63}\.(?:fr|com|net|org|eu|info|io|me|be|re|biz|shop)\b(?!\.[a-z])"
)


def find_contact_details(text: str) -> list[Detail]:
    """The kinds of contact details in a text, each once, in a fixed order."""
    plain = _fold(text)
    found = []
    if _PHONE.search(_digits(plain)):
        found.append(Detail.PHONE)
    if _EMAIL.search(plain) or _SPELLED_EMAIL.search(plain):
        found.append(Detail.EMAIL)
    if Detail.EMAIL not in found and _LINK.search(plain):
        found.append(Detail.LINK)
    return found


def _fold(text: str) -> str:
    """Lower case, compatible forms (full-width digits…), no accents, no invisible characters."""
    text = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def _digits(plain: str) -> str:
    """The text with spelled numbers as digits, and no filler left between two digits."""
    out: list[str] = []
    tokens = _WORD.findall(plain)
    position = 0
    while position < len(tokens):
        number, used = _spelled(tokens, position)
        if used:
            out.append(number)
            position += used
            continue
        out.append(tokens[position])
        position += 1
    return _join(out)


def _spelled(tokens: list[str], start: int) -> tuple[str, int]:
    """A number written in words at `start`, as digits, and how many tokens it takes (0: none)."""
    word = tokens[start]
    if word in _TENS:
        value, used = _TENS[word], 1
        return _add_unit(tokens, start, value, used)
    if word == "quatre" and _next_word(tokens, start + 1)[0] in {"vingt", "vingts"}:
        return _add_unit(tokens, start, 80, 1 + _next_word(tokens, start + 1)[1])
    if word in _UNITS:
        return _teen(tokens, start, _UNITS[word])
    return "", 0


def _teen(tokens: list[str], start: int, digits: str) -> tuple[str, int]:
    following, used = _next_word(tokens, start + 1)
    if digits == "10" and following in {"sept", "huit", "neuf"}:
        return f"1{_UNITS[following]}", 1 + used
    return digits, 1


def _add_unit(tokens: list[str], start: int, tens: int, used: int) -> tuple[str, int]:
    """vingt-deux, soixante et onze, quatre-vingt-dix-sept."""
    following, more = _next_word(tokens, start + used)
    if following == "et":
        following, after = _next_word(tokens, start + used + more)
        more += after
    if following not in _UNITS:
        return str(tens), used
    digits, teen_used = _teen(tokens, start + used + more - 1, _UNITS[following])
    limit = 20 if tens in {60, 80} else 10
    if not 0 < int(digits) < limit:
        return str(tens), used
    return str(tens + int(digits)), used + more + teen_used - 1


def _next_word(tokens: list[str], position: int) -> tuple[str, int]:
    """The next token after spaces and hyphens, and how many tokens that takes."""
    used = 0
    while position + used < len(tokens) and tokens[position + used] in {" ", "-", "\u2010", "\u2011"}:
        used += 1
    if position + used >= len(tokens):
        return "", 0
    return tokens[position + used], used + 1


def _join(parts: list[str]) -> str:
    """Drop the fillers that stand between two runs of digits."""
    out: list[str] = []
    for part, following in zip(parts, _words_after(parts), strict=True):
        is_after_digit = bool(out) and (out[-1][-1].isdigit() or out[-1] == "+")
        if not (part in _FILLERS and is_after_digit and following.isdigit()):
            out.append(part)
    return "".join(out)


def _words_after(parts: list[str]) -> list[str]:
    """For each part, the first one from there that is no filler."""
    found, following = [], ""
    for part in reversed(parts):
        following = following if part in _FILLERS else part
        found.append(following)
    return found[::-1]
