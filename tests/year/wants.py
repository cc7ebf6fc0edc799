"""The needs of the year, drawn and said: by each way in, sometimes twice, sometimes on a cut line."""

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from campagnon.catalogue.modes import Mode
from campagnon.notices.actions.publishing import NeedDraft
from campagnon.notices.models import CameBy
from campagnon.notices.signals import need_published
from campagnon.people.models import User
from tests.year import doors
from tests.year.town import WAYS

if TYPE_CHECKING:
    from tests.year.play import Year

# Of those who use the site, in a hundred: they go through the whole of Django, and send their form twice.
SENT_TWICE, CUT = 6, 4


class Wants:
    """What people want, and how many needs that must make."""

    def __init__(self, year: "Year", random: Random) -> None:
        self.year, self.random = year, random
        self.said = 0

    def plan_all(self) -> None:
        """Spread the needs over the year, at decent hours."""
        plan = self.year.plan
        for number in range(plan.needs):
            moment = plan.begins + self.random.random() * (plan.ends - plan.begins)
            self.year.at(moment, lambda now, number=number: self._say(number, now))

    def _say(self, number: int, now: datetime) -> None:
        way = self.random.choices(list(WAYS), list(WAYS.values()))[0]
        person = self.random.choice(self.year.town.askers[way])
        draft = self._draft(person, way, now)
        dice = self.random.randrange(100)
        self.said += 1
        if way == CameBy.WEB and dice < SENT_TWICE + CUT:
            self._by_a_form(draft, person, f"year-{number}", is_cut=dice < CUT)
            return
        agent = self.year.town.agents[person.commune.epci_id]
        doors.need_comes(draft, person, agent, now)

    def _by_a_form(self, draft: NeedDraft, person: User, key: str, *, is_cut: bool) -> None:
        """Sent twice; or killed in the middle of the transaction, and sent again."""
        if is_cut:
            need_published.connect(_die)
            try:
                doors.need_comes_by_a_form(draft, person, key, times=1)
            finally:
                need_published.disconnect(_die)
            self.year.counts["cut"] += 1
        answers = doors.need_comes_by_a_form(draft, person, key, times=2)
        self.year.counts["sent_twice"] += 1
        if len(set(answers)) != 1:
            self.year.counts["answered_otherwise"] += 1

    def _draft(self, person: User, way: str, now: datetime) -> NeedDraft:
        dice, today = self.random.random(), now.date()
        first = today + timedelta(days=self.random.randint(1, 14))
        last = first + timedelta(days=self.random.choice([0, 0, 0, 2, 6]))
        is_dated = dice < 0.55
        return NeedDraft(
            words="Il me faudrait un coup de main",
            service=self.random.choice(self.year.town.services),
            commune=person.commune,
            modes=Mode.FREE | Mode.CESU,
            starts_on=first if is_dated else None,
            ends_on=last if is_dated else None,
            part_of_day=self.random.choice(["", "morning", "afternoon"]),
            is_recurring=dice > 0.92,
            came_by=way,
        )


def _die(**kwargs) -> None:
    """The machine dies in the middle."""
    raise ConnectionResetError
