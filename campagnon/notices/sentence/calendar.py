"""Days of the French calendar, reckoned from today: the next Saturday, the next 5th, the next Christmas."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv",
            "fevrier fevr fev",
            "mars",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout",
            "septembre sept",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "un une premier",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
        ),
        start=1,
    )
    for name in names.split()
} | {"vingt": 20, "trente": 30, "huitaine": 8, "quinzaine": 15, "dizaine": 10}
RANKS = {
    name: number
    for number, names in (
        (1, "premier premiere"),
        (2, "deuxieme second seconde"),
        (3, "troisieme"),
        (4, "quatrieme"),
        (-1, "dernier derniere"),
    )
    for name in names.split()
}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day; without a last day, from then on."""

    start: date
    end: date | None

    @classmethod
    def day(cls, day: date) -> "Span":
        return cls(day, day)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus_days(day: date, count: int) -> date:
    """A day some days away, within what the calendar can hold."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max


def month_span(year: int, month: int) -> Span:
    """A whole month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def month_after(day: date, count: int = 1) -> tuple[int, int]:
    """The year and month some months later."""
    index = day.year * 12 + day.month - 1 + count
    return min(index // 12, date.max.year), index % 12 + 1


def nth_of(span: Span, rank: int, weekday: int) -> date:
    """The day of a month that is its first, second or (-1) last such weekday."""
    assert span.end is not None
    if rank < 0:
        return span.end - timedelta(days=(span.end.weekday() - weekday) % 7)
    return span.start + timedelta(days=(weekday - span.start.weekday()) % 7, weeks=rank - 1)


def easter(year: int) -> date:
    """Easter Sunday (Gregorian computus of Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


class Calendar:
    """What dates mean when said today."""

    def __init__(self, today: date) -> None:
        # The last years of the calendar have no next year to point to.
        self.today = min(today, date(date.max.year - 20, 12, 31))

    def weekday(self, weekday: int, after: date | None = None) -> date:
        """The next such weekday, never today itself: Monday said on a Monday is in a week."""
        day = after or self.today
        return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)

    def day_of_month(self, number: int, weekday: int | None = None) -> date | None:
        """The next such day of a month ("le 5"), on that weekday if one is said."""
        found = []
        for ahead in range(13):
            year, month = month_after(self.today, ahead)
            day = safe_date(year, month, number)
            if day and day >= self.today:
                found.append(day)
        fitting = [day for day in found if weekday is None or day.weekday() == weekday]
        return next(iter(fitting or found), None)

    def day_and_month(self, number: int, month: int, year: int | None = None) -> date | None:
        """A day of a month, this year or next unless the year is said."""
        if year is not None:
            return safe_date(year + 2000 if year < 100 else year, month, number)
        for ahead in range(9):  # the 29th of February may be far
            day = safe_date(self.today.year + ahead, month, number)
            if day and day >= self.today:
                return day
        return None

    def month(self, month: int, year: int | None = None) -> Span:
        """A whole month, what is left of it if it has begun."""
        if year is None:
            year = self.today.year + (month < self.today.month)
        span = month_span(year + 2000 if year < 100 else year, month)
        return Span(max(span.start, self.today), span.end) if self._running(span) else span

    def whole_month(self, month: int) -> Span:
        """The next such month, this one if it runs, from its first day."""
        return month_span(self.today.year + (month < self.today.month), month)

    def nth_weekday(self, rank: int, weekday: int, month: int) -> date:
        """The first, second or last such weekday of a month to come."""
        for ahead in range(2):
            span = month_span(self.today.year + (month < self.today.month) + ahead, month)
            if (day := nth_of(span, rank, weekday)) >= self.today:
                break
        return day

    def monthly(self, rank: int, weekday: int) -> date:
        """The next first, second or last such weekday of whatever month, never today."""
        for ahead in range(2):
            if (day := nth_of(month_span(*month_after(self.today, ahead)), rank, weekday)) > self.today:
                break
        return day

    def numbered_week(self, number: int) -> Span | None:
        """A week by its number, Monday to Sunday, this year or next."""
        for year in (self.today.year, self.today.year + 1):
            try:
                monday = date.fromisocalendar(year, number, 1)
            except ValueError:
                continue
            if monday + timedelta(days=6) >= self.today:
                return Span(max(monday, self.today), monday + timedelta(days=6))
        return None

    def _running(self, span: Span) -> bool:
        return span.start <= self.today and (span.end is None or span.end >= self.today)

    def part_of_month(self, part: str, month: int, year: int | None = None) -> Span:
        """Début, mi or fin of a month, by tens of days."""
        whole = self.month(month, year)
        first = whole.start.replace(day=1)
        last = monthrange(first.year, first.month)[1]
        low, high = {"debut": (1, 10), "mi": (11, 20), "milieu": (11, 20), "fin": (21, last)}[part]
        span = Span(first.replace(day=low), first.replace(day=high))
        return Span(max(span.start, self.today), span.end) if self._running(span) else span

    def week(self, ahead: int) -> Span:
        """This week from today on, or a later one from Monday to Sunday."""
        monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=ahead)
        return Span(max(monday, self.today), monday + timedelta(days=6))

    def weekend(self, ahead: int) -> Span:
        """Saturday and Sunday of this week or a later one."""
        sunday = self.week(ahead).end
        assert sunday is not None
        return Span(max(sunday - ONE_DAY, self.today), sunday)

    def moving(self, offset: int) -> date:
        """The next feast that follows Easter by that many days."""
        days = (easter(self.today.year + ahead) + timedelta(days=offset) for ahead in range(2))
        return next(day for day in days if day >= self.today)
