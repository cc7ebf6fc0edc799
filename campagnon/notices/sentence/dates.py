"""When: one day or a stretch, the part of the day, the hour, and whether it comes back."""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from campagnon.notices.sentence import recurrence
from campagnon.notices.sentence.calendar import ONE_DAY, WEEKDAYS, Calendar, Span, safe_date
from campagnon.notices.sentence.moments import Moment, moments_in

# Told about the past, or about holidays whose dates nobody said.
NOT_WHEN = re.compile(
    r"\bdepuis (?:\w+ ){0,4}?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|noel|semaines?|"
    r"mois)\b|\bdepuis (?:que |le |la |les |hier|avant hier|ce |cet |cette |plus de |environ |"
    r"au moins )*(?:[0-9]+ |un |une |deux |trois |quelques )?[a-z]+(?: [0-9]{1,2} [a-z]+)?|\b(?:les |"
    r"des |aux |aux |pendant |de |durant )?vacances (?:scolaires )?(?:de |d |du |des )?(?:la )?(?:noel|"
    r"paques|toussaint|fevrier|fin d annee|printemps|ete|hiver|aout|juillet)|\b(?:intervention|reponse|"
    r"devis|delai|depannage|interviens|deplacement)[a-z ]* sous [0-9]+ ?h\b|"
    r"\b(?:fils|filles?|enfants|gendre|neveu|niece|ils?|elles?|facteur|infirmiere) ne \w+ (?:plus )?qu "
    r"(?:a|au|en|le|la|les|pour) \w+|"
    r"\b(?!la |le |les )[a-z]+ (?:derniere?|passee?)\b(?! delai)|"
    r"\b(?:marches?|sapins?|pere|cadeaux?|guirlandes?|courses|achats|spectacle|gouter|chants|colis|"
    r"decorations?|illuminations?|cartes?) de noel|\bpere noel|\b(?:ne|nee) (?:le|"
    r"en) [0-9a-z]+(?: [a-z]+)?|\b(?:toit|maison|menu|jardin|noces|fetes) (?:de|du) (?:noel|paques)"
)
UNTIL_BEFORE = re.compile(r"\b(?:avant|juste avant)(?: le| la| les| l| ce| cette| du)?(?: jour de)? ?$")
UNTIL = re.compile(
    r"\b(?:d ici|d ici a|jusqu a|jusqu au|jusqu en|jusqu|jusque|au plus tard|pas plus tard que|sous|"
    r"jusqu a la|date limite)(?: le| la| les| l| au| a)? ?$"
)
FROM = re.compile(
    r"\b(?:a partir|partir|des|a compter|compter|qu a partir)(?: de| du| d| des)?(?: le| la| les|"
    r" l)?(?: mois de| mois d)? ?$"
)
AFTER = re.compile(r"\b(?<!d )(?:apres|passe)(?: le| la| les| l)? ?$")
BETWEEN = re.compile(
    r"^ ?(?:matin|soir|apres midi|midi|au soir|au matin|compris|inclus)? ?(?:au|a|et|jusqu a|jusqu au|->|"
    r"-|>|/)(?: le| la| l)? ?$"
)
OPENS = re.compile(r"\b(?:du|de|entre|depuis|d)(?: le| la)? ?$")
JOINED = re.compile(
    r"^ ?(?:matin|soir|apres midi|midi)? ?(?:,|et|ou|ou bien|et ou|,? et|,? ou|/|puis)(?: le| la| les| l)? ?$"
)
PARTS = (
    ("evening", re.compile(r"\b(?:soirs?|soirees?|nuits?|diner|souper)\b")),
    ("afternoon", re.compile(r"\bapres midis?\b")),
    ("morning", re.compile(r"\b(?:matins?|matinees?)\b")),
)
# "sam 28": an everyday word unless a day follows.
SHORT_DAY = re.compile(r"\b(lun|mar|mer|jeu|ven|sam|dim)(?= (?:3[01]|[12][0-9]|0?[1-9])\b(?! ?(?:h|/|:)))")
HOUR = re.compile(
    r"(?:\b(?P<lead>a|vers|des|avant|apres|entre|partir de|pour|de|jusqu a|matin|soir|midi) |, |"
    r"^)(?P<hour>[01]?[0-9]|2[0-3]) ?(?:h|heures?|:)(?: (?P<minutes>[0-5][0-9]))?\b(?! (?:par|/|"
    r"de \w+ par|chaque|semaine))"
)


@dataclass(frozen=True, slots=True)
class When:
    """What a sentence says of time; None and empty when not said."""

    start: date | None = None
    end: date | None = None
    part_of_day: str = ""
    at: time | None = None
    recurring: bool = False


def read_dates(line: str, today: date) -> When:
    """Read the time in a folded line."""
    calendar = Calendar(today)
    line = SHORT_DAY.sub(lambda match: next(day for day in WEEKDAYS if day.startswith(match[0])), line)
    part, at = part_of_day(line), hour(line)
    line = NOT_WHEN.sub(lambda match: "~" * len(match[0]), line)
    habit = recurrence.read_habit(line)
    moments = moments_in(habit.rest, calendar)
    span = meant(habit.rest, moments, calendar)
    if habit.recurring:
        return replace(recurring(habit, moments, span, calendar), part_of_day=part, at=at)
    if span is None and re.search(r"\b(?:ce soir|cette nuit)\b", line):
        span = Span.day(calendar.today)
    if span is None:
        return When(part_of_day=part, at=at)
    return When(span.start, span.end, part, at)


def recurring(habit: recurrence.Habit, moments: list[Moment], span: Span | None, calendar: Calendar) -> When:
    """A habit: its first day on or after what was said, its last day only if it was said."""
    if habit.monthly:
        return When(calendar.monthly(*habit.monthly), None, recurring=True)
    days = set(habit.weekdays)
    single = span is not None and span.start == span.end
    if single and moments and all(moment.weekday is not None for moment in moments):
        days |= {moment.weekday for moment in moments if moment.weekday is not None}
        span = None
    if days:
        after = span.start - ONE_DAY if span else calendar.today
        start = min(calendar.weekday(day, after) for day in days)
        end = span.end if span and not single else None
        # « le lundi, avant lundi »: a limit that its first day is past limits nothing.
        return When(start, end if end is None or start <= end else None, recurring=True)
    if span:
        return When(span.start, None if single else span.end, recurring=True)
    return When(calendar.today + ONE_DAY if habit.daily else None, None, recurring=True)


def meant(line: str, moments: list[Moment], calendar: Calendar) -> Span | None:
    """The days meant by the moments of a line and the words around them."""
    for read in (ranges, limits, singles):
        if (span := read(line, moments, calendar)) is not None:
            return span
    return None


def ranges(line: str, moments: list[Moment], calendar: Calendar) -> Span | None:
    """ "du 24 décembre au 2 janvier", "entre le 5 et le 8"."""
    for left, right in zip(moments, moments[1:], strict=False):
        opened = OPENS.search(line[: left.begin])
        link = line[left.end : right.begin]
        if not BETWEEN.match(link) or (" et" in f" {link}" and not (opened and "entre" in opened[0])):
            continue
        if not opened and not re.search(r"\b(?:au|a|jusqu)\b|-|>", link):
            continue
        start, end = left.span.start, right.span.end or right.span.start
        if left.bare_day and not right.bare_day:
            start = before(end, left.bare_day) or start
        elif right.bare_day:
            end = after(start, right.bare_day) or end
        elif right.weekday is not None:
            end = calendar.weekday(right.weekday, start)
        if end < start:
            end = safe_date(end.year + 1, end.month, end.day) or end
        if start <= end:
            return Span(start, end)
    return None


def before(end: date, day: int) -> date | None:
    """The last such day of a month up to a date."""
    for back in range(32):
        candidate = end - timedelta(days=back)
        if candidate.day == day:
            return candidate
    return None


def after(start: date, day: int) -> date | None:
    """The first such day of a month from a date."""
    for ahead in range(1, 63):
        candidate = start + timedelta(days=ahead)
        if candidate.day == day:
            return candidate
    return None


def limits(line: str, moments: list[Moment], calendar: Calendar) -> Span | None:
    """ "avant Noël", "d'ici vendredi", "à partir de janvier", "après le 10"."""
    start: date | None = None
    end: date | None = None
    for moment in moments:
        lead, named = line[: moment.begin], line[moment.begin : moment.end]
        last = moment.span.end or moment.span.start
        if UNTIL_BEFORE.search(lead):
            inclusive = named.startswith(("fin", "ce soir", "demain soir"))
            end = last if inclusive else moment.span.start - ONE_DAY
        elif (
            UNTIL.search(lead)
            or named.startswith(("d ici", "sous "))
            or re.match(r" ?,? ?(?:au plus tard|dernier delai)", line[moment.end :])
        ):
            end = last
        elif FROM.search(lead):
            start = moment.span.start
        elif AFTER.search(lead):
            start = last + ONE_DAY
    if start is None and end is None:
        return None
    if end is None:
        assert start is not None
        return Span(start, None)
    start = start or calendar.today
    return Span(start, max(start, end))


def singles(line: str, moments: list[Moment], calendar: Calendar) -> Span | None:
    """The first moment, with those joined to it ("samedi ou dimanche", "les 5 et 6 décembre")."""
    if not moments:
        return None
    group = [moments[0]]
    for moment in moments[1:]:
        if not JOINED.match(line[group[-1].end : moment.begin]):
            break
        group.append(moment)
    days = [moment.span.start for moment in group]
    ends = [moment.span.end or moment.span.start for moment in group]
    if len(group) > 1 and group[0].bare_day and not group[-1].bare_day:
        borrowed = [before(ends[-1], moment.bare_day) for moment in group if moment.bare_day]
        days = [day for day in borrowed if day] + [
            moment.span.start for moment in group if not moment.bare_day
        ]
    return Span(min(days), max(ends + days) if min(days) <= max(ends) else min(days))


def part_of_day(line: str) -> str:
    """Morning, afternoon or evening, if one is named."""
    return next((part for part, pattern in PARTS if pattern.search(line)), "")


def hour(line: str) -> time | None:
    """The hour of an appointment; a duration ("2h par semaine") is none."""
    for match in HOUR.finditer(line):
        if match["lead"] in {"pour", "de", None} and match["minutes"] is None:
            continue
        return time(int(match["hour"]), int(match["minutes"] or 0))
    return None
