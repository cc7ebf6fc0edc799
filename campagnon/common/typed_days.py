"""Days as people type them in a field of their own: 12/05/2009, 12 mai 2009, 12.5.09. Pure."""

import re
import unicodedata
from datetime import date

_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")


def read_day(text: str) -> date:
    """The day that was meant, day before month; ValueError when none can be read."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"\d+|[a-z]{3,}", plain.replace("1er", "1"))
    if len(words) != 3:
        raise ValueError(text)
    if len(words[0]) == 4:
        words.reverse()
    day, month, year = words
    number = int(month) if month.isdigit() else _month_named(month)
    return date(_full_year(year), number, int(day))


def _month_named(word: str) -> int:
    found = [i for i, beginning in enumerate(_MONTHS, start=1) if word.startswith(beginning)]
    if not found:
        raise ValueError(word)
    return found[0]


def _full_year(digits: str) -> int:
    if len(digits) not in (2, 4):
        raise ValueError(digits)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
