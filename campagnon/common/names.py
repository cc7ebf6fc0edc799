"""People's names, as they are written and as they could be used to pass for somebody else. Pure."""

import re
import unicodedata
from enum import Enum

LONGEST = 50
# One accent may stand on another in Vietnamese; a tower of them hides the line above.
MOST_MARKS = 2
_SCRIPTS = frozenset(
    {
        "LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "HEBREW", "ARABIC", "GEORGIAN", "ETHIOPIC", "TIFINAGH",
        "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA",
        "THAI", "LAO", "TIBETAN", "MYANMAR", "KHMER", "MONGOLIAN", "HIRAGANA", "KATAKANA", "CJK", "HANGUL",
    }
)  # fmt: skip


class Fault(Enum):
    """Why a name cannot be taken as it is."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    SIGNS = "signs"
    MIXED = "mixed"


class NameRefused(ValueError):
    """The name is not one that we can show beside somebody else's."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def clean_name(text: str) -> str:
    """The name composed (NFC), with single spaces and true apostrophes; one script, no hidden sign."""
    visible = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _is_hidden(c))
    name = unicodedata.normalize("NFC", " ".join(visible.split())).replace("'", "’")
    if not name:
        raise NameRefused(Fault.EMPTY)
    if len(name) > LONGEST:
        raise NameRefused(Fault.TOO_LONG)
    if not _has_only_name_signs(name):
        raise NameRefused(Fault.SIGNS)
    if len(_scripts(name)) != 1 or not _scripts(name) <= _SCRIPTS:
        raise NameRefused(Fault.MIXED)
    return name


def _is_hidden(character: str) -> bool:
    """Controls, direction marks, zero widths: nobody types them, a copied name may carry them."""
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Cs"}


def _has_only_name_signs(name: str) -> bool:
    if not all(unicodedata.category(c)[0] in "LM" or c in " ’-." for c in name):
        return False
    # A point ends an initial; inside a word it makes an address.
    if re.search(r"\.[^\s\-.]|\.\.|^[’\-.]", name) or not any(c.isalpha() for c in name):
        return False
    marks = "".join(unicodedata.category(c)[0] for c in unicodedata.normalize("NFD", name))
    return "M" * (MOST_MARKS + 1) not in marks


def _scripts(name: str) -> set[str]:
    return {unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha()}
