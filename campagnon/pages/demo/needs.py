"""The needs of the demo: who says each, when, and what will come of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import NAMES, Mode
from campagnon.common.saying import DAYS
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models.need import PartOfDay
from campagnon.pages.demo.cast import CAST_NEEDS
from campagnon.pages.demo.exchanges import Tale
from campagnon.pages.demo.fates import Fate
from campagnon.pages.demo.people import People
from campagnon.pages.demo.pilot import Pilot
from campagnon.pages.demo.words import rows
from campagnon.people.models import User
from campagnon.territories.models import Commune
from campagnon.territories.travel import minutes_between

PARTS = {"matin": PartOfDay.MORNING, "apm": PartOfDay.AFTERNOON, "soir": PartOfDay.EVENING, "": ""}
SATURDAY, SUNDAY = 5, 6

# What becomes of needs said long ago, in turn: most end well.
LONG_AGO = (
    [[Fate.HELPED]] * 12
    + [[Fate.ASKER_DECLINES, Fate.HELPED], [Fate.HELPER_CANCELS, Fate.HELPED], [Fate.SILENCE, Fate.HELPED]]
    + [[Fate.MISSED], [Fate.CLOSED], [Fate.FORGOTTEN], [Fate.ELSEWHERE], [Fate.USELESS], [Fate.NOBODY]]
)
# What is going on now: how many days ago it was said, and what came of it so far.
NOW_WITHOUT_DATE = (
    [(2.5, Fate.AGREED)] * 8
    + [(1.2, Fate.AGREED_WITH_WORDS)] * 4
    + [(0.6, Fate.WAITING)] * 5
    + [(0.8, Fate.OTHER_MOMENT)] * 3
    + [(2, Fate.NUDGED)] * 3
    + [(6, Fate.JUST_HAPPENED)] * 4
    + [(6, Fate.JUST_MISSED)] * 3
    + [(7, Fate.UNSURE)] * 4
    + [(3, Fate.UNANSWERED)] * 3
    + [(5, Fate.UNANSWERED)] * 3
)
NOW_WITH_A_DATE = [(days, Fate.UNANSWERED) for days in (0, 0, 0.1, 0.1, 0.2, 0.3, 1, 1, 1, 2)]
STILL_RUNNING = [(days, Fate.WEEKLY) for days in (19, 26, 40)]
FIRST_DAYS_AGO, LAST_DAYS_AGO = 178, 10
HOW_MANY_LONG_AGO = 96
MOST_NEEDS_EACH = 4


@dataclass(frozen=True)
class Scene:
    """One line of needs.csv, its place in time, and what will come of it."""

    row: dict[str, str]
    days_ago: float
    fates: list[Fate]


class Needing:
    """Plans the publication of every need, where somebody can answer when somebody must."""

    def __init__(self, pilot: Pilot, people: People, placed: list[tuple[User, str, int]]) -> None:
        self.pilot, self.people = pilot, people
        self.rng = Random("needs")
        self.services = {service.slug: service for service in Service.objects.select_related("sector")}
        self.said: Counter[int] = Counter()
        self.communes = {c.name: c for c in Commune.objects.in_open_territory()}
        self.reached: dict[str, list[tuple[User, int]]] = defaultdict(list)
        for author, services, reach in placed:
            for slug in services.split("|"):
                self.reached[slug].append((author, reach))

    def plan(self) -> None:
        for need in CAST_NEEDS:
            row = {
                "service": need.service, "words": need.words, "when": need.when, "part": need.part,
                "recurring": need.recurring, "mode": need.mode,
            }  # fmt: skip
            helper = self.people.cast[need.helper]
            scene = Scene(row, need.days_ago, [Fate(need.fate)])
            self._publish(self.people.cast[need.by], self.communes[need.commune], scene, helper)
        for scene in self._scenes():
            author = self._author(scene)
            place = scene.row["place"]
            self._publish(author, self.communes[place] if place else author.commune, scene)

    def _scenes(self) -> list[Scene]:
        lines = self.rng.sample(rows("needs"), len(rows("needs")))
        weekly = [row for row in lines if row["recurring"]]
        dated = [row for row in lines if row["when"] and not row["recurring"]]
        undated = [row for row in lines if not row["when"] and not row["recurring"]]
        now = [
            *zip(STILL_RUNNING, weekly, strict=False),
            *zip(NOW_WITH_A_DATE, dated, strict=False),
            *zip(NOW_WITHOUT_DATE, undated, strict=False),
        ]
        scenes = [Scene(row, days, [fate]) for (days, fate), row in now]
        left = weekly[len(STILL_RUNNING) :] + dated[len(NOW_WITH_A_DATE) :] + undated[len(NOW_WITHOUT_DATE) :]
        past = self.rng.sample(left, HOW_MANY_LONG_AGO)
        span = (FIRST_DAYS_AGO - LAST_DAYS_AGO) / HOW_MANY_LONG_AGO
        for number, row in enumerate(past):
            scenes.append(Scene(row, FIRST_DAYS_AGO - number * span, LONG_AGO[number % len(LONG_AGO)]))
        return scenes

    def _author(self, scene: Scene) -> User:
        """Somebody of the right generation; where help is near, unless nobody is to come."""
        generation = scene.row["who"]
        fit = [
            person
            for person in self.people.everybody
            if self.said[person.pk] < MOST_NEEDS_EACH
            and (not generation or self.people.generation[person.pk] in {generation, "any"})
        ]
        near = {person.pk: self._helpers_near(person, scene.row) for person in fit}
        if scene.fates == [Fate.NOBODY]:
            weights = [1 / (1 + near[person.pk]) ** 3 for person in fit]
        else:
            weights = [min(near[person.pk], 4) ** 3 / (1 + self.said[person.pk]) + 1e-6 for person in fit]
        author = self.rng.choices(fit, weights)[0]
        self.said[author.pk] += 1
        return author

    def _helpers_near(self, person: User, row: dict[str, str]) -> int:
        here = self.communes[row["place"]] if row["place"] else person.commune
        return sum(
            minutes_between(here.place, helper.commune.place) <= reach
            for helper, reach in self.reached[row["service"]]
            if helper.pk != person.pk
        )

    def _publish(self, author: User, commune: Commune, scene: Scene, helper: User | None = None) -> None:
        row, service = scene.row, self.services[scene.row["service"]]
        wished = NAMES[row["mode"]] if row["mode"] else self._wished(service)
        published_at = self.pilot.days_ago(scene.days_ago)

        def act(now: datetime) -> None:
            starts_on, ends_on = days_of(row["when"], now.date())
            draft = NeedDraft(
                words=row["words"],
                service=service,
                commune=commune,
                modes=wished,
                starts_on=starts_on,
                ends_on=None if row["recurring"] else ends_on,
                part_of_day=PARTS[row["part"]],
                is_recurring=bool(row["recurring"]),
            )
            need = publish_need(draft, by=author, now=now)
            Tale(self.pilot, need, list(scene.fates), helper).begin(now)

        self.pilot.plan(published_at, act)

    def _wished(self, service: Service) -> int:
        dice = self.rng.random()
        if service.modes & Mode.FREE and dice < 0.25:
            return Mode.FREE
        return service.modes


def days_of(when: str, today: date) -> tuple[date | None, date | None]:
    """The days that a word like « samedi » or « semaine » means when it is said today."""
    if not when:
        return None, None
    ahead = {"aujourdhui": 0, "demain": 1}
    if when in ahead:
        day = today + timedelta(days=ahead[when])
        return day, day
    if when == "semaine":
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + timedelta(days=6)
    if when == "weekend":
        saturday = next_day(SATURDAY, today - timedelta(days=1))
        return saturday, saturday + timedelta(days=1)
    day = next_day(DAYS.index(when), today)
    return day, day


def next_day(weekday: int, today: date) -> date:
    """The next such day after today: « lundi » said on a Monday is in a week."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
