"""Prices and payments in what people write to each other about a free exchange.

A warning, never a block: what is bought for somebody (bread, a stamp) is paid back, and is not a price.
Measured on tests/exchanges/data/price_words.csv.
"""

import re
import unicodedata

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante|soixante"
    r"|cent)"
)
_AMOUNT = re.compile(rf"(?<!\w){_NUMBER}\s*(?:€|euros?\b|eur\b|balles?\b)|€\s*\d")
# An hour that is paid says so even without its unit: « 12 de l’heure », « 12/h ».
_AN_HOUR = re.compile(
    rf"(?<!\w){_NUMBER}\s*(?:€|euros?)?\s*(?:de l.heure|par heure|/\s?h\b|/\s?heure|la matinee|par mois)"
)
_PAYMENT = re.compile(
    r"\b(?:vous|te|l.|le|la|les|me|m.|etre) ?(?:pai|pay)(?:e|es|ez|er|erai|erais|erons|era|ee)\b"
    r"|\b(?:pai|pay)e[erz]? (?:a l.heure|en especes|en liquide|de la main)"
    r"|\bremuner\w*|\bpourboires?\b|\bde la main a la main\b|\bau (?:black|noir)\b|\bsous la table\b"
    r"|\ben (?:liquide|especes)\b|\bdedommag\w*|\bpour (?:votre|ta|la) peine\b|\bpetit quelque chose\b"
    r"|\bpetite? (?:piece|enveloppe)\b|\bcontre (?:un peu d.argent|paiement)\b"
    r"|\b(?:vos|votre|ton|quels?|le|son|mon) (?:est (?:votre|ton) )?(?:tarifs?|prix)\b"
    r"|\b(?:vous|tu) (?:prenez|prends|demandez|demandes) combien\b|\bcombien (?:vous|tu) (?:prenez|prends)\b"
    r"|\bcombien (?:prenez|prends|demandez|demandes)[ -](?:vous|tu)\b"
    r"|\bcombien (?:je|on) vous dois\b|\bcombien (?:vous|te) dois[ -]je\b"
    r"|\bun (?:petit |gros )?billet\b(?! (?:de|d.|pour le|doux|aller|retour))"
)
_REFUSAL = re.compile(
    r"\b(?:pas|sans|jamais|rien|ni|aucun|aucune|non)\b[^.;!?]{0,28}$|\bn.?[^.;!?]{0,20}\bpas\b[^.;!?]{0,12}$"
)
_BOUGHT = re.compile(
    r"rembours|ticket|monnaie|\bcourses\b|\bpain\b|baguette|facture|timbre|peage|essence|gazole|gasoil|carburant"
    r"|parking|stationnement|entree|pharmacie|boulanger|magasin|caddie|consigne|\bfrais\b|provisions|\bcoute"
    r"|achete|billet de train|a sa caisse|graines|\bpot\b|\bsac\b|dechetterie|decheterie|piece de rechange"
)
AROUND = 48


def names_a_price(text: str) -> bool:
    """Whether a text offers, asks or promises money for a help that is free."""
    plain = _fold(text)
    amounts = [found for found in _AMOUNT.finditer(plain) if not _BOUGHT.search(_near(plain, found))]
    said = [*amounts, *_AN_HOUR.finditer(plain), *_PAYMENT.finditer(plain)]
    return any(not _is_refused(plain, found) for found in said)


def _near(plain: str, found: re.Match[str]) -> str:
    return plain[max(0, found.start() - AROUND) : found.end() + AROUND]


def _is_refused(plain: str, found: re.Match[str]) -> bool:
    """« je ne veux pas être payé », « sans pourboire »: money is spoken of, and put aside."""
    return _REFUSAL.search(plain[max(0, found.start() - AROUND) : found.start()]) is not None


def _fold(text: str) -> str:
    """Lower case, without accents nor invisible signs, one apostrophe, single spaces."""
    text = unicodedata.normalize("NFKD", text).lower()
    kept = (c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return re.sub(r"\s+", " ", "".join(kept).replace("’", "'"))
