"""Whether something comes back: "tous les lundis", "2h par semaine", "le mercredi" said as a habit."""

import re
from dataclasses import dataclass

from campagnon.notices.sentence.calendar import RANKS, WEEKDAYS

DAYS = "|".join(WEEKDAYS)
PARTS = r"(?: matins?| apres midis?| soirs?| midis?)?"
DAY_LIST = rf"(?:{DAYS})s?{PARTS}(?: ?(?:,|et|ou|/|-|le|les|puis) ?(?:et |le |les )*(?:{DAYS})s?{PARTS})*"
EVERY = r"(?:tous les|toutes les|tou les|tout les|chaque|chaques)"
FOLLOWED = (
    r"(?! (?:prochaine?|suivante?|qui vient|en (?:huit|quinze|8|15)|(?:le )?[0-9]|(?:de la )?semaine|"
    r"avant|apres (?!midi)|de (?:paques|pentecote)))"
)

EVERY_WEEKDAY = re.compile(rf"\b{EVERY} (?P<days>{DAY_LIST})\b")
WORKING_DAYS = re.compile(
    r"\bdu (?P<first>lundi|mardi|mercredi)(?: matin)? (?:au|a|jusqu au) (?P<last>jeudi|vendredi|samedi|"
    r"dimanche)\b(?! [0-9])"
)
PLURAL = re.compile(
    rf"\b(?:les |le |des )?(?P<days>(?:{DAYS})s{PARTS}(?: ?(?:,|et|ou|/) ?(?:les )?(?:{DAYS})s?{PARTS})*)\b"
)
HABITUAL = re.compile(
    rf"(?<!pour )(?<!avant )(?<!d ici )(?<!jusque )\b(?:le|les) (?P<days>{DAY_LIST})\b{FOLLOWED}"
)
ALTERNATE = re.compile(
    rf"\b(?:un|une|1) (?P<days>{DAYS}|semaine|week end|jour|mois|soir|matin|fois)s?{PARTS} sur (?:deux|2|"
    rf"trois|3)\b"
)
MONTHLY = re.compile(
    rf"\b(?:{EVERY} |le |les |un |chaque )?(?P<rank>{'|'.join(RANKS)})s? (?P<days>{DAYS})s?{PARTS} "
    r"(?:du|de chaque|par|de tous les) mois\b"
)
WEEKENDS = re.compile(
    rf"\b(?:{EVERY}|les) week ends?\b|\ble week end\b(?! (?:prochain|suivant|du|qui|de|d|dernier))"
)
DAILY = re.compile(
    r"\b(?:tous|tou|tout|ts) les (?:jours?|matins?|soirs?|midis?|apres midis?|nuits?|deux jours|2 jours)\b"
)
OTHER = re.compile(
    rf"\b{EVERY} (?:(?:[0-9]+|un|deux|trois|quatre|quinze|huit|dix) )?(?:jours?|matins?|matinees?|soirs?|"
    rf"midis?|apres midis?|"
    r"nuits?|semaines?|mois|ans?|annees?|trimestres?|quinzaines?|fins de mois|debuts de mois|"
    r"jours de la semaine)\b|(?:\bpar|/) ?(?:semaines?|mois|jours?|trimestre|quinzaine|an)\b|\b(?:les|"
    r"ces) (?:matins|soirs|apres midis|midis|nuits)(?! de noel)\b|\b(?:hebdo|hebdomadaires?|"
    r"hebdomadairement|mensuels?|mensuelles?|mensuellement|"
    r"(?<!vie )(?<!du )(?<!gestes )quotidien(?:ne)?s?|quotidiennement|"
    r"bimensuel(?:le)?|reguliere?s?|regulierement|journaliers?|journaliere)\b|\ba l annee\b|"
    r"\btoute l annee\b|\btous? les [a-z]+s de la semaine\b|\bchaque fois par\b|\b(?:[0-9]+|une|deux|"
    r"trois|quatre|cinq|plusieurs|quelques) ?(?:x|fois) ?(?:par|/|chaque|la)? ?(?:semaine|mois|jour|an)\b|"
    r"\b(?:[0-9]+|une|deux|trois|quatre|cinq|six) (?:h|heures?|matins?|jours?|soirs?) (?:la|"
    r"chaque) semaine\b(?! (?:prochaine|suivante|qui|du|d))|\ben semaine tous\b|"
    r"\bles jours (?:d ecole|de classe|de marche|ouvres|ouvrables)\b|"
    r"\bhors vacances(?: scolaires)?\b|"
    r"\b(?:pendant|durant) l annee scolaire\b|\btous les combien\b|\bau mois\b(?= ?(?:,|$))"
)
EXCEPT = re.compile(rf"\b(?:sauf|hors|excepte) (?:le |les )?{DAY_LIST}")
PRICE = re.compile(r"\b(?:euros?|e) (?:par|/|de l|l) ?(?:jour|semaine|mois|heure|an)\b")


@dataclass(frozen=True, slots=True)
class Habit:
    """Whether it comes back, on which weekdays, and the line without the words that said so."""

    recurring: bool
    weekdays: tuple[int, ...]
    daily: bool
    rest: str
    monthly: tuple[int, int] | None = None  # the rank of a weekday in each month, -1 for the last


def read_habit(line: str) -> Habit:
    """Read the recurrence in a folded line."""
    weekdays: list[int] = []
    recurring = daily = False
    line = EXCEPT.sub(blank, PRICE.sub(blank, line))
    if (match := MONTHLY.search(line)) is not None:
        monthly = RANKS[match["rank"]], days_named(match)[0]
        return Habit(True, (), False, MONTHLY.sub(blank, line), monthly)
    for pattern in (ALTERNATE, EVERY_WEEKDAY, WORKING_DAYS, PLURAL, HABITUAL):
        for match in pattern.finditer(line):
            recurring = True
            weekdays += days_named(match)
        line = pattern.sub(blank, line)
    if WEEKENDS.search(line):
        recurring = True
        weekdays.append(WEEKDAYS.index("samedi"))
        line = WEEKENDS.sub(blank, line)
    if every_day := DAILY.search(line):
        recurring = True
        daily = not re.search(r"deux|2", every_day[0])
    if OTHER.search(line):
        recurring = True
    line = OTHER.sub(blank, DAILY.sub(blank, line))
    return Habit(recurring, tuple(weekdays), daily, line)


def days_named(match: re.Match[str]) -> list[int]:
    """The weekdays a pattern found, a whole working week for "du lundi au vendredi"."""
    groups = match.groupdict()
    if groups.get("last"):
        return list(range(WEEKDAYS.index(groups["first"]), WEEKDAYS.index(groups["last"]) + 1))
    return [index for index, name in enumerate(WEEKDAYS) if name in groups["days"]]


def blank(match: re.Match[str]) -> str:
    """As many marks as the words taken out, so that positions stay."""
    return "~" * len(match[0])
