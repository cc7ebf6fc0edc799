"""One digit typed on a telephone: « 1 », « A2 », « oui merci ». Pure."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 160
YES, NO, CALL_ME = "yes", "no", "call"
_DIGITS = {"1": YES, "2": NO, "3": CALL_ME}
_WORDS = {
    "oui": YES, "ok": YES, "d accord": YES, "volontiers": YES,
    "non": NO, "pas possible": NO, "impossible": NO,
    "rappelez moi": CALL_ME, "rappelez": CALL_ME, "rappeler": CALL_ME, "rappel": CALL_ME,
}  # fmt: skip
# What people add out of kindness, which changes nothing.
_POLITE = (
    r"(?:bonjour|merci|beaucoup|bien|sur|avec|plaisir|svp|s il vous plait|desole|desolee|madame|monsieur)"
)
_DIGIT = re.compile(
    rf"(?:bonjour )?(?P<code>[a-z])? ?(?P<digit>[123])(?: (?P<word>[a-z ]+?))?(?: {_POLITE})*"
)
_WORD = re.compile(rf"(?:bonjour )?(?:(?P<code>[a-z]) )?(?P<word>{'|'.join(_WORDS)})(?: {_POLITE})*")


@dataclass(frozen=True)
class Said:
    """An answer, and the letter of the question it is for if one was typed."""

    word: str
    code: str = ""


def read_digit(text: str) -> Said | None:
    """What was answered; None when more was said than one word: a person must read it."""
    if len(text) > LONGEST:
        return None
    plain = fold(text)
    if found := _DIGIT.fullmatch(plain):
        word = _DIGITS[found["digit"]]
        # « 1 non » says two things.
        if found["word"] and _WORDS.get(found["word"], word if _is_polite(found["word"]) else "") != word:
            return None
    elif found := _WORD.fullmatch(plain):
        word = _WORDS[found["word"]]
    else:
        return None
    return Said(word, (found["code"] or "").upper())


def fold(text: str) -> str:
    """Lower case, no accents, one space between words, no punctuation."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]", " ", plain).split())


def _is_polite(words: str) -> bool:
    return re.fullmatch(rf"{_POLITE}(?: {_POLITE})*", words) is not None
