"""A sentence cut into plain words: no accents, no capitals, abbreviations written out."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found,unused-ignore]

# Nobody describes a need in more: what follows would only cost time.
LONGEST = 1_000
BREAK = ","
PLACE = "_"  # stands where a commune was named, so that its words say nothing else

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'"})
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "€": " euros "})
PIECE = re.compile(r"[^\W\d_]+|[0-9]+|[/:+@]|-(?=[0-9])|[,.;!?()\[\]«»\"…\n–—>]|(?<=\s)-(?=\s)")
DECIMAL = re.compile(r"(?<=[0-9])\.(?=[0-9])")  # "3.12" is a date too
SIGNS = frozenset("/:+@-")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign, and how it was written."""

    text: str
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens in order; `line` is their text, one space apart, for the grammars of dates and intent."""

    tokens: tuple[Token, ...]
    shouted: bool
    asks: bool

    @property
    def line(self) -> str:
        return " ".join(token.text for token in self.tokens)

    def with_texts(self, texts: Iterable[str]) -> "Sentence":
        """The same sentence with each token's text replaced."""
        pairs = zip(self.tokens, texts, strict=True)
        return replace(self, tokens=tuple(replace(token, text=text) for token, text in pairs))


def fold(text: str) -> str:
    """Lower case, without accents or ligatures."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(char for char in text if not unicodedata.combining(char))


def without_controls(text: str) -> str:
    """Visible text only: control characters become spaces, invisible formatting disappears."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category == "Cc":
            kept.append("\n" if char == "\n" else " ")
        elif category not in {"Cf", "Cs", "Co", "Cn"}:
            kept.append(char)
    return "".join(kept)


def cut(text: str, abbreviations: Mapping[str, str]) -> Sentence:
    """Cut a text into tokens, abbreviations written out ("slt, dispo ?" → "salut, disponible")."""
    shown = DECIMAL.sub("/", without_controls(text).translate(APOSTROPHES))
    letters = [char for char in shown if char.isalpha()]
    shouted = bool(letters) and sum(char.isupper() for char in letters) > 0.6 * len(letters)
    tokens: list[Token] = []
    for piece in PIECE.findall(shown):
        if not piece.isalnum() and piece not in SIGNS:
            if tokens and tokens[-1].text != BREAK:
                tokens.append(Token(BREAK))
            continue
        tokens.extend(Token(text, piece[0].isupper()) for text in fold(piece).split() if text)
    return Sentence(
        tuple(written_out(tokens, abbreviations)), shouted, asks=shown.rstrip(" .!\n").endswith("?")
    )


def written_out(tokens: list[Token], abbreviations: Mapping[str, str]) -> Iterable[Token]:
    """Tokens with abbreviations of one or two words replaced by what they stand for."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        pair = f"{token.text} {tokens[at + 1].text}" if at + 1 < len(tokens) else ""
        long, used = (abbreviations[pair], 2) if pair in abbreviations else (abbreviations.get(token.text), 1)
        if long is None:
            yield token
        else:
            yield from (Token(text, token.capital) for text in long.split())
        at += used


_stemmer = Stemmer.Stemmer("french")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The French stem of a folded word."""
    return str(_stemmer.stemWord(word))
