"""The reviewed lexicon: expressions that speak for a service or a mode, read from campagnon/notices/data.

An expression is a list of words, matched whatever their inflection and skipping articles ("machine
laver" finds "la machine à laver"). `+` joins expressions that may stand anywhere in the sentence, `|`
separates alternatives, `@name` stands for a class of classes.csv and `!` refuses a sentence that
contains the expression.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from campagnon.notices.sentence.calendar import MONTHS, WEEKDAYS
from campagnon.notices.sentence.leanings import Leanings, learn
from campagnon.notices.sentence.spelling import Speller
from campagnon.notices.sentence.words import BREAK, PLACE, Sentence, cut, fold, stem

DATA = Path(__file__).resolve().parent.parent / "data"

Atom = tuple[str, ...]  # stems that follow one another
# What did best on sentences that neither the rules nor the examples had seen.
SERVICE_SHARE, KIND_SHARE = 0.7, 0.5
COMMON = 30  # a word heard with half of the sixty services tells none of them
TIME = frozenset({*WEEKDAYS, *MONTHS})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the lexicon: every group must be found, none of the refused atoms."""

    target: str
    weight: float
    groups: tuple[frozenset[Atom], ...]
    refused: frozenset[Atom]

    def speaks(self, atoms: Set[Atom]) -> bool:
        """Whether each group is found, by an atom of its own, and nothing refused is."""
        if self.refused & atoms:
            return False
        found = [group & atoms for group in self.groups]
        return all(found) and len(frozenset[Atom]().union(*found)) >= len(found)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the sentence reader knows about words."""

    rules: tuple[Rule, ...]
    leanings: Leanings
    kinds: Leanings
    by_atom: Mapping[Atom, tuple[int, ...]]
    by_first: Mapping[str, tuple[Atom, ...]]
    compounds: frozenset[Atom]
    forms: Mapping[str, str]
    fillers: frozenset[str]
    abbreviations: Mapping[str, str]
    modes: Mapping[str, frozenset[str]]
    speller: Speller

    @staticmethod
    @cache
    def load(data: Path = DATA) -> "Lexicon":
        """Read the data files once."""
        return build(data)

    def base(self, word: str) -> str:
        """What a word is compared by: its irregular base, or its stem."""
        return base_of(word, self.forms)

    def spelt(self, sentence: Sentence) -> Sentence:
        """The sentence with its misspelt words corrected."""
        texts = (token.text for token in sentence.tokens)
        corrected = [text if text in (BREAK, PLACE) else self.speller.correct(text) for text in texts]
        return sentence.with_texts(corrected)

    def atoms_in(self, words: Iterable[str]) -> dict[Atom, float]:
        """The atoms a list of words contains, with how far into it (0 to 1) each comes first.

        What stands inside a compound ("femme de ménage") is not counted.
        """
        bases = [self.base(word) for word in words if word not in self.fillers]
        found: list[tuple[int, int, Atom]] = []
        for start, base in enumerate(bases):
            for atom in self.by_first.get(base, ()):
                if tuple(bases[start : start + len(atom)]) == atom:
                    found.append((start, start + len(atom), atom))
        whole = [hit for hit in found if hit[2] in self.compounds]
        first: dict[Atom, float] = {}
        for begin, end, atom in found:
            if not any(start <= begin and end <= stop and atom != other for start, stop, other in whole):
                first.setdefault(atom, begin / len(bases))
        return first

    def scores(self, words: Iterable[str]) -> dict[str, float]:
        """The score of each target: its best rule and a quarter of the others, the earlier the better."""
        atoms = self.atoms_in(words)
        heard = {index for atom in atoms for index in self.by_atom.get(atom, ())}
        weights: dict[str, list[float]] = {}
        for rule in (self.rules[index] for index in sorted(heard)):
            if rule.speaks(atoms.keys()):
                earliest = min(atoms[atom] for group in rule.groups for atom in group & atoms.keys())
                # What is said first is what is meant, between two services as strong.
                weights.setdefault(rule.target, []).append(
                    rule.weight + (2 - 2 * earliest if rule.weight > 0 else 0)
                )
        return {target: total(values) for target, values in weights.items()}

    def leanings_of(self, words: Iterable[str]) -> dict[str, float]:
        """What the words say of services together, beside any rule."""
        return self.leanings.towards(telling_of(words, self.fillers, self.forms))

    def offers(self, words: Iterable[str]) -> float:
        """How much the words lean towards an offer, beside any cue; below zero, towards a need."""
        kinds = self.kinds.towards(frozenset(word for word in words if word.isalpha()))
        return kinds["offer"] - kinds["need"]


def total(weights: list[float]) -> float:
    """The best weight, and a quarter of the others; what speaks against counts whole."""
    best = max(weights)
    if best <= 0:
        return sum(weights)
    for_it = [weight for weight in weights if weight > 0]
    return best + sum(weight for weight in weights if weight < 0) + min(0.25 * (sum(for_it) - best), 3)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file of the data folder."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def base_of(word: str, forms: Mapping[str, str]) -> str:
    """The irregular base of a word, or its stem, the feminine participle as the masculine."""
    if known := forms.get(word):
        return known
    if len(word) > 5 and word.endswith(("ee", "ees")):
        word = word.rstrip("s")[:-1]
        return forms.get(word) or stem(word)
    return stem(word)


def words_of(expression: str) -> list[str]:
    """The folded words of an expression."""
    return fold(expression).replace("'", " ").replace("-", " ").split()


def build(data: Path) -> Lexicon:
    """Read and index the data files."""
    forms = {form: row["base"] for row in rows(data / "forms.csv") for form in row["forms"].split()}
    fillers = frozenset(row["word"] for row in rows(data / "ordinary_words.csv") if row["filler"])
    parser = Parser(forms, fillers, {row["name"]: row["words"] for row in rows(data / "classes.csv")})
    lines = chain(
        ((row["service"], row) for row in rows(data / "lexicon.csv")),
        (("mode:" + row["mode"], row) for row in rows(data / "modes.csv")),
    )
    rules = tuple(parser.rule(target, float(row["weight"]), row["expression"]) for target, row in lines)
    for verb in [word for word in parser.words if word.endswith("er")]:
        forms.setdefault(
            verb[:-2] + "ons", base_of(verb, forms)
        )  # "nous livrons": the stemmer leaves it apart
    by_atom: dict[Atom, list[int]] = {}
    refused: set[Atom] = set()
    for index, rule in enumerate(rules):
        refused |= rule.refused
        for atom in frozenset[Atom]().union(*rule.groups):
            by_atom.setdefault(atom, []).append(index)
    by_first: dict[str, list[Atom]] = {}
    compounds = frozenset(parser.atoms("@compound"))
    for atom in by_atom.keys() | refused | compounds:
        by_first.setdefault(atom[0], []).append(atom)
    ordinary = [row["word"] for row in rows(data / "ordinary_words.csv")]
    abbreviations = {row["short"]: row["long"] for row in rows(data / "abbreviations.csv")}
    return Lexicon(
        rules=rules,
        leanings=learn(of_services(data, parser, abbreviations), SERVICE_SHARE, COMMON),
        kinds=learn(of_kinds(data, abbreviations), KIND_SHARE),
        by_atom={atom: tuple(indexes) for atom, indexes in by_atom.items()},
        by_first={first: tuple(atoms) for first, atoms in by_first.items()},
        compounds=compounds,
        forms=forms,
        fillers=fillers,
        abbreviations=abbreviations,
        modes=modes_allowed(data.parent.parent / "catalogue" / "data" / "services.csv"),
        speller=Speller(
            chain(parser.words, forms),
            chain(ordinary, *map(str.split, abbreviations.values())),
            french_words(data / "french_words.txt.gz"),
        ),
    )


Examples = Iterator[tuple[str, frozenset[str]]]


def of_services(data: Path, parser: "Parser", abbreviations: Mapping[str, str]) -> Examples:
    """The sentences of examples.csv and, as so many more, the everyday words of hints.csv."""
    for row in rows(data / "examples.csv"):
        if row["service"]:
            words = cut(row["words"], abbreviations).line.split()
            yield row["service"], telling_of(words, parser.fillers, parser.forms)
    for row in rows(data / "hints.csv"):
        for atom in parser.atoms(row["words"]):
            yield row["service"], frozenset(atom)


def of_kinds(data: Path, abbreviations: Mapping[str, str]) -> Examples:
    """The sentences of examples.csv that are known for needs or offers."""
    for row in rows(data / "examples.csv"):
        if row["kind"]:
            words = cut(row["words"], abbreviations).line.split()
            yield row["kind"], frozenset(word for word in words if word.isalpha())


def telling_of(words: Iterable[str], fillers: Set[str], forms: Mapping[str, str]) -> frozenset[str]:
    """What a list of words is compared by: neither numbers, nor signs, nor days, nor fillers."""
    told = (word for word in words if word.isalpha() and word not in fillers and word not in TIME)
    return frozenset(base_of(word, forms) for word in told)


def french_words(path: Path) -> frozenset[str]:
    """The common words of French, which no correction may touch."""
    return frozenset(gzip.decompress(path.read_bytes()).decode().split())


def modes_allowed(catalogue: Path) -> dict[str, frozenset[str]]:
    """The modes each service of the catalogue allows."""
    return {
        row["slug"]: frozenset(mode for mode in ("free", "cesu", "pro") if row[mode] == "oui")
        for row in rows(catalogue)
    }


class Parser:
    """Turns the expressions of the data files into rules, and remembers their words for the speller."""

    def __init__(self, forms: Mapping[str, str], fillers: frozenset[str], classes: Mapping[str, str]) -> None:
        self.forms = forms
        self.fillers = fillers
        self.classes = classes
        self.words: set[str] = set()

    def rule(self, target: str, weight: float, expression: str) -> Rule:
        """Read one expression."""
        groups: list[frozenset[Atom]] = []
        refused: set[Atom] = set()
        for part in expression.split("+"):
            part = part.strip()
            atoms = frozenset(self.atoms(part.removeprefix("!")))
            if part.startswith("!"):
                refused |= atoms
            else:
                groups.append(atoms)
        if not groups or not all(groups):
            raise ValueError(f"Nothing to find in {target}: {expression}")
        return Rule(target, weight, tuple(groups), frozenset(refused))

    def atoms(self, alternatives: str) -> Iterator[Atom]:
        for alternative in alternatives.split("|"):
            alternative = alternative.strip()
            if alternative.startswith("@"):
                yield from self.atoms(self.classes[alternative[1:]])
                continue
            words = [word for word in words_of(alternative) if word not in self.fillers]
            self.words.update(words)
            if words:
                yield tuple(base_of(word, self.forms) for word in words)
