"""Where: the commune a sentence speaks from, open territories first, and never merely where somebody is going."""

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from campagnon.notices.sentence.spelling import Speller, sound
from campagnon.notices.sentence.words import BREAK, PLACE, Sentence, Token, fold

LONGEST_NAME = 7  # tokens
BEFORE_A_PLACE = frozenset("a sur vers habite habitons habitant demeure reside secteur cote commune depuis direction".split())
WEAK_BEFORE = frozenset("de d du en dans pres entre par chez et".split())
# Words of short or common names that also say something else.
ORDINARY = frozenset(
    "achy grez hamel fontaine loueuse sully ardon briot roy canny offoy moliens fouilloy crillon saintmaur glatigny "
    "fontenay villers lannoy monceaux escles neuville laneuville mesnil lemesnil lahamel lehamel chapelle lachapelle "
    "sainthibault saintquentin rothois lihus bois campeaux formerie jouy ligny ferte marseille".split()
)
NEVER_LAST = frozenset("le la les l de du des d en sur sous a au aux et ou pour je j qui ce mon ma mes un une".split())
NEVER_FIRST = NEVER_LAST - {"le", "la", "les", "l"}
HOME = re.compile(
    r"(?:habit(?:e|ons|ant|ante|ants|ent)|(?:je|j|on|nous|me) (?:suis|est|sommes|trouve)|loge|reside|residons|demeure|demeurant|"
    r"domicilie|domiciliee|vis|vit|vivons|chez moi|chez nous|maison|base|basee|installe|installee|dans le bourg|"
    r"ma commune|mon village|resident|residente)(?: est)?(?: pres| situee?| actuellement| seule?)?(?: ,)?(?: a| sur| de| vers| en| dans le bourg de| c est)*$"
)
TRAVEL = re.compile(
    r"\b(?:all(?:er|ez|ant)|vais|vas|va|vont|ira|irai|irait|emmen\w*|amen\w*|condui\w+|depos\w+|rendre|rends|rend|"
    r"part|pars|partir|partons|trajets?|direction|jusqu|gare|hopital|hopitaux|clinique|chu|medecin|dentiste|kine|"
    r"ophtalmo\w*|cardiologue|specialiste|aeroport|rendez vous|consultation|travaill\w*|bosse|boulot|route|covoit\w*|"
    r"marche|marches|cinema|theatre|concert|musee|match|descend\w*|monte|accompagn\w*|vehicul\w*|transport\w*|taxi|"
    r"prefecture|dialyse|scanner|irm|lycee|fac|universite|visiter|train|ramen\w*|rapport\w*|achet\w*|recuper\w*|chercher|decheterie|dechetterie|"
    r"spectacle|zoo|stage|formation|ikea|decathlon|leclerc|auchan|navette|ehpad|tribunal|conduite|voyage|livr\w+|tournoi)\b"
)
TOWARDS = re.compile(r"(?:^| )(?:a|vers|pour|direction|jusqu a|jusqu|sur|de|d|du|a cote de|pres de|en|et|-)$")
SETTING_OUT = re.compile(r"\b(?:depuis|depart|depart de|depart d|au depart de|partir de|en partant de|partant de)(?: la| le)?$")
ORIGIN = re.compile(r"(?:^| )(?:de|depuis|d|du|depart|depart de|partir de|au depart de|entre|trajet|aller retour|trajets)$")
ONWARD = re.compile(r"^ ?,? ?(?:a|vers|jusqu|pour|-|>|direction|/|et|aller)(?: |$)")
SOAP = re.compile(r"\b(?:savon|stade|foyer|rue|route|avenue|place|collection) (?:de|d|du)$")


@dataclass(frozen=True, slots=True)
class Commune:
    """What a sentence needs to know of a commune."""

    insee: str
    name: str
    postcodes: tuple[str, ...]
    population: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A commune named in a sentence, and how."""

    begin: int
    end: int
    commune: Commune
    rank: int = 0  # the lower, the more it is the commune of the need


class Places:
    """Communes by every way of writing them; short forms and misspellings only in open territories."""

    def __init__(self, communes: Iterable[Commune], aliases: Iterable[tuple[str, str]] = ()) -> None:
        self.by_insee = {commune.insee: commune for commune in communes}
        self.full: dict[str, list[Commune]] = {}
        for commune in self.by_insee.values():
            self.full.setdefault(joined(commune.name), []).append(commune)
        for name, insee in aliases:
            commune_now = self.by_insee.get(insee)
            if commune_now and commune_now not in self.full.setdefault(joined(name), []):
                self.full[joined(name)].append(commune_now)
        self.open, self.short = self._open_names(aliases)
        self.open_keys = [key for key in self.open | self.short if len(key) >= 6]
        self.by_postcode: dict[str, list[Commune]] = {}
        for commune in self.by_insee.values():
            for postcode in commune.postcodes if commune.is_open else ():
                self.by_postcode.setdefault(postcode, []).append(commune)

    def _open_names(
        self, aliases: Iterable[tuple[str, str]]
    ) -> tuple[dict[str, list[Commune]], dict[str, list[Commune]]]:
        full: dict[str, list[Commune]] = {}
        short: dict[str, list[Commune]] = {}
        named = [(commune.name, commune) for commune in self.by_insee.values() if commune.is_open]
        named += [(name, self.by_insee[insee]) for name, insee in aliases if self._is_open(insee)]
        for name, commune in named:
            forms = list(ways_to_write(name))
            for key in forms[0]:
                add(full, key, commune)
            for key in forms[1]:
                add(short, key, commune)
        return full, {key: communes for key, communes in short.items() if key not in full}

    def _is_open(self, insee: str) -> bool:
        return insee in self.by_insee and self.by_insee[insee].is_open


def add(index: dict[str, list[Commune]], key: str, commune: Commune) -> None:
    """Put a commune under a key, once."""
    if commune not in index.setdefault(key, []):
        index[key].append(commune)


def name_tokens(name: str) -> list[str]:
    """The folded words of a commune's name, "st" written out."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]


def joined(name: str) -> str:
    """A name without spaces, so that hyphens and spaces do not matter."""
    return "".join(name_tokens(name))


def ways_to_write(name: str) -> tuple[list[str], list[str]]:
    """The full and the short ways to write a name: "La Ferté-Saint-Aubin" is also "La Ferté"."""
    words = name_tokens(name)
    full = ["".join(words)]
    articles = {"la", "le", "les", "l"}
    if words[0] in articles and len(words) > 2:
        full.append("".join(words[1:]))
    full.append("".join(word for word in words if word not in {"en", "le", "sur", "sous", "les", "de"} or word == words[0]))
    short = []
    head = 2 if words[0] in articles | {"saint", "sainte"} else 1
    for length in range(head, len(words)):
        if words[length - 1] not in articles | {"sur", "en", "sous", "les", "des", "de"}:
            short.append("".join(words[:length]))
            short.append("".join(words[:length]) + words[length][0])
    if len(words) > head and words[head] in {"en", "sur", "sous", "le"} and len(words) > head + 1:
        short.append("".join(words[: head + 1]) + words[head + 1][0])
    if words[0] in articles and len(words) > 2:
        short.append(words[1])
    return [key for key in dict.fromkeys(full) if len(key) > 3], [key for key in dict.fromkeys(short) if len(key) > 3]


def read_rows(communes: Path, aliases: Path, open_territories: Collection[str]) -> Places:
    """Build the places from the CSV files of the geography and the SIREN numbers of open territories."""
    with communes.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with aliases.open(encoding="utf-8", newline="") as file:
        alias_rows = [(row["name"], row["insee_current"]) for row in csv.DictReader(file)]
    return Places((commune_of(row, open_territories) for row in rows), alias_rows)


def commune_of(row: Mapping[str, str], open_territories: Collection[str]) -> Commune:
    """A commune from its row."""
    postcodes = tuple(re.findall(r"[0-9]{5}", row["postcodes"]))
    is_open = row["epci_siren"] in open_territories
    return Commune(row["insee"], row["name"], postcodes, int(row["population"] or 0), is_open)


class Finder:
    """Finds the communes named in one sentence."""

    def __init__(self, sentence: Sentence, places: Places, speller: Speller) -> None:
        self.tokens = sentence.tokens
        self.capitals_mean = not sentence.shouted
        self.places = places
        self.speller = speller
        self.postcodes = {token.text for token in self.tokens if re.fullmatch(r"[0-9]{5}", token.text)}

    def mentions(self) -> list[Mention]:
        """The communes named, in order, the longest name at each place."""
        found: list[Mention] = []
        at = 0
        while at < len(self.tokens):
            mention = self._mention_at(at)
            if mention:
                found.append(mention)
                at = mention.end
            else:
                at += 1
        return found or list(self._by_postcode())

    def _by_postcode(self) -> Iterable[Mention]:
        for at, token in enumerate(self.tokens):
            communes = self.places.by_postcode.get(token.text, [])
            if len(communes) == 1:
                yield Mention(at, at + 1, communes[0])

    def _mention_at(self, at: int) -> Mention | None:
        for search in (self._by_name, self._nearly_open):
            for length in range(min(LONGEST_NAME, len(self.tokens) - at), 0, -1):
                window = self.tokens[at : at + length]
                if any(not token.text.isalnum() for token in window):
                    continue
                if commune := search("".join(token.text for token in window), at, at + length):
                    return Mention(at, at + length, commune)
        return None

    def _by_name(self, key: str, begin: int, end: int) -> Commune | None:
        return self._exactly_open(key, begin, end) or self._elsewhere(key, begin, end)

    def _exactly_open(self, key: str, begin: int, end: int) -> Commune | None:
        communes = self.places.open.get(key) or self.places.short.get(key)
        if not communes or SOAP.search(self._before(begin)):
            return None
        is_short = key not in self.places.open
        if (key in ORDINARY or (is_short and len(key) < 9)) and not self._stands_as_place(begin, end):
            return None
        return self._only_one(communes)

    def _only_one(self, communes: list[Commune]) -> Commune | None:
        fitting = [commune for commune in communes if self.postcodes & set(commune.postcodes)] or communes
        return fitting[0] if len(fitting) == 1 else None

    def _elsewhere(self, key: str, begin: int, end: int) -> Commune | None:
        communes = self.places.full.get(key)
        if not communes or SOAP.search(self._before(begin)) or not self._introduced(begin, end):
            return None
        capital = self.tokens[begin].capital and self.capitals_mean
        known = end - begin == 1 and self.speller.knows(key)
        if (known or len(key) < 4) and not capital:
            return None
        if fitting := [commune for commune in communes if self.postcodes & set(commune.postcodes)]:
            return fitting[0]
        first, *others = sorted(communes, key=lambda commune: -commune.population)
        if not capital and first.population < 1_000 and len(key) < 8:
            return None
        if not others or first.population >= max(2_000, 4 * others[0].population):
            return first
        return None

    def _nearly_open(self, key: str, begin: int, end: int) -> Commune | None:
        if len(key) < 6 or len(key) > 40 or not key.isalpha() or not self._stands_as_place(begin, end):
            return None
        if all(self.speller.knows(token.text) for token in self.tokens[begin:end]):
            return None
        if self.tokens[end - 1].text in NEVER_LAST or self.tokens[begin].text in NEVER_FIRST:
            return None
        slips = 1 if len(key) < 8 else 2 if len(key) < 13 else 3
        hits = process.extract(key, self.places.open_keys, scorer=OSA.distance, score_cutoff=slips, limit=3)
        heard = [hit for hit in hits if sound(hit[0]) == sound(key)]
        for name, distance, _ in heard or hits:
            if name[0] == key[0] and distance * 5 <= len(name):
                return self._only_one(self.places.open.get(name) or self.places.short[name])
        return None

    def _before(self, begin: int) -> str:
        return " ".join(token.text for token in self.tokens[max(0, begin - 8) : begin])

    def _introduced(self, begin: int, end: int) -> bool:
        """Whether a place word comes just before, or the name stands alone between two breaks."""
        previous = self.tokens[begin - 1].text if begin else BREAK
        following = self.tokens[end].text if end < len(self.tokens) else BREAK
        if previous in BEFORE_A_PLACE:
            return True
        if previous in {"de", "d"} and self.tokens[begin].capital and self.capitals_mean:
            return True
        return previous == BREAK and following == BREAK and self.tokens[begin].capital

    def _stands_as_place(self, begin: int, end: int) -> bool:
        """Whether a name that is also a word, or misspelt, is in the position of a place."""
        previous = self.tokens[begin - 1].text if begin else BREAK
        following = self.tokens[end].text if end < len(self.tokens) else BREAK
        if previous in BEFORE_A_PLACE or previous in WEAK_BEFORE or previous in (BREAK, PLACE):
            return True
        if self.tokens[begin].capital and self.capitals_mean and previous not in {"la", "le", "madame", "mme", "monsieur"}:
            return True
        return following == BREAK or following.isdigit() or end - begin > 1


def ranked(mentions: list[Mention], tokens: tuple[Token, ...]) -> list[Mention]:
    """Mentions with how much each is where the person is: home, origin, plain, then where they are going."""
    return [replace(mention, rank=rank_of(mention, index, mentions, tokens)) for index, mention in enumerate(mentions)]


def rank_of(mention: Mention, index: int, mentions: list[Mention], tokens: tuple[Token, ...]) -> int:
    """0 at home, 1 setting out, 2 simply named, 3 on the way to."""
    lead = " ".join(token.text for token in tokens[max(0, mention.begin - 12) : mention.begin])
    if HOME.search(lead):
        return 0
    following = " ".join(token.text for token in tokens[mention.end : mention.end + 3])
    goes_on = index + 1 < len(mentions) and mentions[index + 1].begin - mention.end <= 4
    if SETTING_OUT.search(lead):
        return 1
    clause = lead.rsplit(BREAK, 1)[-1]
    moving = TRAVEL.search(clause)
    if goes_on and (ORIGIN.search(lead) and ONWARD.match(following) or moving and not TOWARDS.search(lead)):
        return 1
    if moving and (TOWARDS.search(lead) or not mention.commune.is_open):
        return 3
    return 2


def commune_meant(mentions: list[Mention]) -> Commune | None:
    """The commune of the need: never a place outside the open territories where somebody only goes."""
    kept = [mention for mention in mentions if mention.rank < 3 or mention.commune.is_open]
    best = min(kept, key=lambda mention: (mention.rank, not mention.commune.is_open, mention.begin), default=None)
    return best.commune if best else None


def without_places(sentence: Sentence, mentions: Iterable[Mention]) -> Sentence:
    """The sentence with each commune's name reduced to one mark."""
    tokens: list[Token] = []
    taken = {at: mention for mention in mentions for at in range(mention.begin, mention.end)}
    for at, token in enumerate(sentence.tokens):
        if at not in taken:
            tokens.append(token)
        elif at == taken[at].begin:
            tokens.append(Token(PLACE))
    return replace(sentence, tokens=tuple(tokens))
