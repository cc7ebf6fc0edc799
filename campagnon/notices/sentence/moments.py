"""How the French name a day or a stretch of days: "samedi en huit", "fin janvier", "le 3/12"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from campagnon.notices.sentence.calendar import (
    MONTHS,
    NUMBERS,
    ONE_DAY,
    RANKS,
    WEEKDAYS,
    Calendar,
    Span,
    month_after,
    month_span,
    plus_days,
)

Match = re.Match[str]
Resolver = Callable[[Calendar, Match], Span | date | None]

WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
NUMBER = rf"(?:[0-9]{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
DAY = rf"(?P<day>3[01]|[12][0-9]|0?[1-9]|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?: er)?"
YEAR = r"(?P<year>20[0-9]{2})"
PART = r"(?P<part>debut|mi|milieu|fin)(?: de| du| d)?(?: mois de| mois d)?"
NEXT = r"(?:prochaine?|suivante?|qui vient|qui arrive|d apres)"
# What makes "lundi 5" something else than a day.
NOT_A_UNIT = (
    r"(?! ?(?:h|heures?|ans?|mois|euros?|eme|er|ere|e|km|kg|m2|m|cv|places?|fois|jours?|semaines?|"
    r"minutes?|/|:|enfants?|chats?|chiens?|personnes?|steres?|poules?|pneus?|[0-9])\b)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A named moment: where it stands in the sentence and the days it means."""

    begin: int
    end: int
    span: Span
    bare_day: int | None = None  # "le 5": its month may come from what follows
    weekday: int | None = None


def number(text: str) -> int:
    """A number in figures or words."""
    return int(text) if text.isdigit() else NUMBERS[text]


def _month(match: Match) -> int:
    return MONTHS[match["month"]]


def _year(match: Match) -> int | None:
    return int(match["year"]) if match["year"] else None


def _weekday(match: Match) -> int:
    return WEEKDAYS.index(match["weekday"])


def _full_date(calendar: Calendar, match: Match) -> date | None:
    return calendar.day_and_month(number(match["day"]), _month(match), _year(match))


def _figures(calendar: Calendar, match: Match) -> date | None:
    year = int(match["year"]) if match["year"] else None
    return calendar.day_and_month(int(match["day"]), int(match["digits"]), year)


def _iso(calendar: Calendar, match: Match) -> date | None:
    return calendar.day_and_month(int(match["day"]), int(match["digits"]), int(match["year"]))


def _numbered_weekday(calendar: Calendar, match: Match) -> date | None:
    return calendar.day_of_month(number(match["day"]), _weekday(match))


def _fortnight_weekday(calendar: Calendar, match: Match) -> date:
    weeks = 2 if match["count"] in {"quinze", "15"} else 1
    return calendar.weekday(_weekday(match)) + timedelta(weeks=weeks)


def _weekday_of_week(calendar: Calendar, match: Match) -> date:
    return calendar.week(1).start + timedelta(days=_weekday(match))


def _week_of(calendar: Calendar, match: Match) -> Span | None:
    month = MONTHS.get(match["of_month"] or "")
    day = number(match["day"])
    first = calendar.day_and_month(day, month) if month else calendar.day_of_month(day)
    if first is None:
        return None
    monday = first - timedelta(days=first.weekday())
    return Span(max(monday, calendar.today), monday + timedelta(days=6))


def _weekend_of(calendar: Calendar, match: Match) -> Span | None:
    week = _week_of(calendar, match)
    return week and week.end and Span(week.end - ONE_DAY, week.end) or None


def _part_of_month(calendar: Calendar, match: Match) -> Span:
    return calendar.part_of_month(match["part"], _month(match), _year(match))


def _part_of_this_month(calendar: Calendar, match: Match) -> Span:
    year, month = month_after(calendar.today, 1 if match["next"] else 0)
    part = match["part"]
    span = calendar.part_of_month(part, month, year)
    if not match["next"] and span.end and span.end < calendar.today:
        year, month = month_after(calendar.today)
        return calendar.part_of_month(part, month, year)
    return span


def _part_of_week(calendar: Calendar, match: Match) -> Span:
    week = calendar.week(1 if match["next"] else 0)
    monday = week.start - timedelta(days=week.start.weekday())
    first, last = {"debut": (0, 2), "mi": (2, 2), "milieu": (2, 2), "fin": (4, 6)}[match["part"]]
    if not match["next"] and monday + timedelta(days=last) < calendar.today:
        monday += timedelta(weeks=1)
    start = max(monday + timedelta(days=first), calendar.today)
    return Span(start, monday + timedelta(days=last))


def _week_of_month(calendar: Calendar, match: Match) -> Span:
    whole = calendar.whole_month(_month(match))
    assert whole.end is not None
    if match["rank"].startswith("dern"):
        return Span(whole.end - timedelta(days=6), whole.end)
    first = whole.start + timedelta(weeks=RANKS[match["rank"]] - 1)
    return Span(first, first + timedelta(days=6))


def _weekday_of_month(calendar: Calendar, match: Match) -> date:
    return calendar.nth_weekday(RANKS[match["rank"]], _weekday(match), _month(match))


def _iso_week(calendar: Calendar, match: Match) -> Span | None:
    return calendar.numbered_week(int(match["week"]))


def _next_month(calendar: Calendar, match: Match) -> Span:
    return month_span(*month_after(calendar.today))


def _this_month(calendar: Calendar, match: Match) -> Span:
    return calendar.month(calendar.today.month, calendar.today.year)


def _in_some_time(calendar: Calendar, match: Match) -> date:
    count, unit = number(match["count"]), match["unit"]
    if unit.startswith("mois"):
        year, month = month_after(calendar.today, count)
        last = month_span(year, month).end
        assert last is not None
        return last.replace(day=min(calendar.today.day, last.day))
    if unit.startswith(("heure", "h", "minute")):
        return plus_days(calendar.today, count // 24)
    return plus_days(calendar.today, count * (7 if unit.startswith("semaine") else 1))


def _fixed(number_of_day: int, month: int) -> Resolver:
    return lambda calendar, match: calendar.day_and_month(number_of_day, month)


def _offset(days: int) -> Resolver:
    return lambda calendar, match: plus_days(calendar.today, days)


def _moving(offset: int) -> Resolver:
    return lambda calendar, match: calendar.moving(offset)


PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), resolver)
    for pattern, resolver in (
        (r"(?P<year>20[0-9]{2}) - (?P<digits>[01]?[0-9]) - (?P<day>[0-3]?[0-9])", _iso),
        (rf"(?:{WEEKDAY} )?(?:le )?(?:{DAY}) {MONTH}(?: {YEAR})?", _full_date),
        (
            r"(?P<day>[0-3]?[0-9]) (?:/|-) (?P<digits>0?[1-9]|1[0-2])(?: (?:/|-) (?P<year>(?:20)?[0-9]{2}))?"
            r"(?! ?(?:h|x|heures?|/|euros?)\b)(?! /)",
            _figures,
        ),
        (rf"{WEEKDAY} en (?P<count>huit|8|quinze|15)", _fortnight_weekday),
        (rf"{WEEKDAY}(?: matin| apres midi| soir)? (?:de )?(?:la )?semaine {NEXT}", _weekday_of_week),
        (rf"(?:la )?semaine {NEXT} ,? ?(?:le )?{WEEKDAY}", _weekday_of_week),
        (rf"{WEEKDAY} (?:le )?(?P<day>3[01]|[12][0-9]|0?[1-9]){NOT_A_UNIT}", _numbered_weekday),
        (rf"(?:ce )?{WEEKDAY}(?: {NEXT})?", lambda c, m: c.weekday(_weekday(m))),
        (r"apres demain", _offset(2)),
        (r"demain", _offset(1)),
        (
            r"aujourd hui|ce soir|ce matin|cet? (?:apres )?midi|cette (?:nuit|matinee|apres midi)|ce jour",
            _offset(0),
        ),
        (r"dans la (?:journee|soiree|matinee)|tout a l heure", _offset(0)),
        (rf"semaine du (?:{WEEKDAY} )?{DAY}(?: (?P<of_month>{'|'.join(MONTHS)}))?", _week_of),
        (rf"week end du (?:{WEEKDAY} )?{DAY}(?: (?P<of_month>{'|'.join(MONTHS)}))?", _weekend_of),
        (rf"{PART}(?: la)? (?:de )?(?:la )?semaine(?P<next> {NEXT})?", _part_of_week),
        (rf"week ends? {NEXT}|week end de la semaine {NEXT}|week end d apres", lambda c, m: c.weekend(1)),
        (
            r"ce week end(?: ci)?|week end qui vient|(?<!un )(?<!des )(?<!par )(?<!de )week end",
            lambda c, m: c.weekend(0),
        ),
        (rf"semaine {NEXT}", lambda c, m: c.week(1)),
        (rf"(?P<rank>{'|'.join(RANKS)}) semaine (?:de |d |du mois de |du mois d ){MONTH}", _week_of_month),
        (
            rf"(?P<rank>{'|'.join(RANKS)}) {WEEKDAY} (?:de |d |du mois de |du mois d ){MONTH}",
            _weekday_of_month,
        ),
        (
            r"semaine (?:numero |n )?(?P<week>[1-9]|[1-4][0-9]|5[0-3])(?! ?(?:h|jours?|fois|x|/|ans)\b)",
            _iso_week,
        ),
        (
            r"dans (?:une|la) (?:quinzaine|huitaine)|sous (?:une |la )?(?:quinzaine|huitaine)",
            lambda c, m: plus_days(c.today, 15 if "quinz" in m[0] else 8),
        ),
        (r"cette semaine|courant de la semaine|dans la semaine|en semaine 0", lambda c, m: c.week(0)),
        (rf"{PART}(?: du| de| le)? ?mois(?P<next> {NEXT})?", _part_of_this_month),
        (rf"mois {NEXT}", _next_month),
        (r"ce mois(?: ci)?|dans le mois", _this_month),
        (rf"{PART} {MONTH}(?: {YEAR})?", _part_of_month),
        (
            r"(?<!fetes de )(?<!repas de )(?<!vacances de )fin (?:de l|d) annee",
            lambda c, m: c.part_of_month("fin", 12),
        ),
        (
            rf"(?:dans|sous|d ici)(?: environ| les| a peu pres)? (?P<count>{NUMBER})(?:aine de|"
            rf" prochaine?s)? "
            r"(?P<unit>jours?|semaines?|mois|heures?|h|minutes?)",
            _in_some_time,
        ),
        (r"(?:le )?(?:jour|premier) de l an|nouvel an", _fixed(1, 1)),
        (r"(?:soir|veille|reveillon) de noel|24 au soir", _fixed(24, 12)),
        (
            r"(?:soir|nuit|veille|reveillon) (?:du )?(?:de la saint sylvestre|jour de l an"
            r"|nouvel an|31)|saint sylvestre",
            _fixed(31, 12),
        ),
        (r"lendemain de noel", _fixed(26, 12)),
        (r"(?<!marche de )(?<!sapin de )(?<!pere )noel", _fixed(25, 12)),
        (r"toussaint", _fixed(1, 11)),
        (r"lundi de paques", _moving(1)),
        (r"paques", _moving(0)),
        (r"ascension", _moving(39)),
        (r"lundi de pentecote", _moving(50)),
        (r"pentecote", _moving(49)),
        (r"mardi gras", _moving(-47)),
        (r"assomption", _fixed(15, 8)),
        (r"armistice", _fixed(11, 11)),
        (r"fete nationale", _fixed(14, 7)),
        (r"saint valentin", _fixed(14, 2)),
        (r"halloween", _fixed(31, 10)),
        (r"saint nicolas", _fixed(6, 12)),
        (r"epiphanie", _fixed(6, 1)),
        (r"chandeleur", _fixed(2, 2)),
    )
)
WHOLE_MONTH = re.compile(
    rf"\b(?:en|au mois de|au mois d|pour|des|partir de|partir d|partir du mois de|avant|d ici|jusqu en|"
    rf"jusqu a|jusqu au mois de|courant|apres|compter de|et|ou|a|de|d) (?P<named>{MONTH}(?: {YEAR})?)\b"
)
FIRST_MONTH = re.compile(
    rf"\b(?P<named>{MONTH}(?: {YEAR})?)(?= (?:a|jusqu a|et|ou|-) (?:{'|'.join(MONTHS)})\b)"
)
FIGURE = r"(?:3[01]|[12][0-9]|0?[1-9])"
# "au 5" is a day before the end or a word that can follow a day, "le 5" unless it counts something.
BARE_DAY = re.compile(
    rf"\b(?:le (?P<named>{FIGURE})(?! ?(?:h|/|:|ans?|x|er|eme|e|m2?|km|kg|cv|euros?|rue|avenue|pieces?|"
    rf"portes?|places?|roues?|tonnes?|etages?|[0-9]+|{'|'.join(MONTHS)})\b)|(?:du|"
    rf"au) (?P<named2>{FIGURE}|premier)(?= ?(?:$|,|~|_|(?:matin|soir|apres|au|a|et|ou|vers|pour|de|des|"
    r"dans|chez|en|si|inclus|compris|entre|puis|pendant|afin|car|je|j|il|on|ma|mon|mes|sur|svp|merci|s|"
    r"qui|midi)\b)))"
)
BARE_DAYS = re.compile(
    rf"\bles (?P<days>{FIGURE}(?: ?, ?{FIGURE})* ?(?:et|ou) (?:le )?{FIGURE})\b(?! ?(?:h|/|ans)\b)"
)


def moments_in(line: str, calendar: Calendar) -> list[Moment]:
    """Every moment named in a line, in order, the longest reading of each."""
    found: list[Moment] = []
    for pattern, resolve in PATTERNS:
        for match in pattern.finditer(line):
            meant = resolve(calendar, match)
            if meant is None:
                continue
            span = meant if isinstance(meant, Span) else Span.day(meant)
            weekday = WEEKDAYS.index(match["weekday"]) if match.groupdict().get("weekday") else None
            plain = weekday is not None and match[0].removeprefix("ce ") in WEEKDAYS
            found.append(Moment(match.start(), match.end(), span, weekday=weekday if plain else None))
    for match in chain(WHOLE_MONTH.finditer(line), FIRST_MONTH.finditer(line)):
        span = calendar.month(_month(match), _year(match))
        found.append(Moment(match.start("named"), match.end("named"), span))
    return longest(found + list(bare_days(line, calendar)))


def bare_days(line: str, calendar: Calendar) -> Iterator[Moment]:
    """Days without a month: "le 5", "les 5 et 6"."""
    places = []
    for match in BARE_DAY.finditer(line):
        name = "named" if match["named"] else "named2"
        places.append((match.start(name), match[name]))
    for days in BARE_DAYS.finditer(line):
        places += [
            (days.start("days") + match.start(), match[0]) for match in re.finditer(FIGURE, days["days"])
        ]
    for begin, figures in places:
        if day := calendar.day_of_month(number(figures)):
            yield Moment(begin, begin + len(figures), Span.day(day), bare_day=number(figures))


def longest(found: list[Moment]) -> list[Moment]:
    """Moments that do not overlap, longer ones first, in the order of the sentence."""
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda moment: (moment.begin - moment.end, moment.bare_day is not None)):
        if all(moment.end <= other.begin or other.end <= moment.begin for other in kept):
            kept.append(moment)
    return sorted(kept, key=lambda moment: moment.begin)
