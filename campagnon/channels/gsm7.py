"""SMS as the network counts them: 160 characters of one small alphabet, or 70 of any. Pure."""

import unicodedata

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€\f"  # two places each
_WORTH = {**dict.fromkeys(_BASIC, 1), **dict.fromkeys(_EXTENDED, 2)}

_LONGEST = 160

# What French typography adds, said with what the alphabet has.
_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "…": "...", "œ": "oe", "Œ": "OE",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    }
)  # fmt: skip


def is_gsm7(text: str) -> bool:
    """Whether every character is in the small alphabet."""
    return all(character in _WORTH for character in text)


def for_sms(text: str) -> str:
    """The text in the small alphabet when letters without accents suffice; otherwise as it was written."""
    tidy = text.replace("« ", '"').replace(" »", '"').replace("«\u00a0", '"').replace("\u00a0»", '"')
    tidy = unicodedata.normalize("NFC", tidy).translate(_PLAIN)
    bare = "".join(c if c in _WORTH else _without_accent(c) for c in tidy)
    return bare if is_gsm7(bare) else unicodedata.normalize("NFC", text)


def parts(text: str) -> int:
    """How many SMS the network would carry for this text."""
    if is_gsm7(text):
        return _split(sum(_WORTH[c] for c in text), alone=160, joined=153)
    return _split(len(text.encode("utf-16-be")) // 2, alone=70, joined=67)


def in_one_sms(words: str, tail: str = "") -> str:
    """The words and what must follow them in one SMS: the words are shortened, never the tail or a link."""
    start, _space, last = words.rpartition(" ")
    if not tail and last.startswith(("http://", "https://")):
        words, tail = start, last
    whole = for_sms(f"{words} {tail}".strip())
    if parts(for_sms(tail)) > 1:
        return whole
    shorter = words[:_LONGEST]
    while parts(whole) > 1:
        shorter = shorter[:-1]
        whole = for_sms(f"{shorter.rstrip(' ,;:.')}… {tail}".strip())
    return whole


def _split(length: int, *, alone: int, joined: int) -> int:
    return 1 if length <= alone else -(-length // joined)


def _without_accent(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]
