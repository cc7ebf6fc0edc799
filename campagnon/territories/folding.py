"""Names reduced to what people agree on: no accents, case, hyphens or abbreviations."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def fold(text: str) -> str:
    """Lower-case words of ASCII letters and digits, one space apart: "St-Arnoult" gives "saint arnoult"."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    flat = "".join(c for c in flat if not unicodedata.combining(c)).replace("s/", "sur ")
    words = re.findall(r"[a-z0-9]+", flat)
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)
