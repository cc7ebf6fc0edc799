"""The offers of the demo: who says each, from when, and which were paused, withdrawn or forgotten."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import NAMES, Mode
from campagnon.notices.actions.offers import OfferDraft, pause_offer, publish_offer, withdraw_offer
from campagnon.notices.childcare import ALWAYS_WITH_AGREMENT, CHILDCARE, ChildcarePlace
from campagnon.notices.deadlines import CONFIRMATION_RHYTHMS_DAYS
from campagnon.notices.models.offer import ALWAYS_AVAILABLE
from campagnon.notices.moments import PARTS, availability_of
from campagnon.pages.demo.cast import CAST_OFFERS
from campagnon.pages.demo.people import People
from campagnon.pages.demo.pilot import Pilot
from campagnon.pages.demo.words import rows
from campagnon.people.models import User

MONDAY_TO_FRIDAY, WEEKEND = range(5), (5, 6)
WEEKS = {
    "always": ALWAYS_AVAILABLE,
    "mornings": availability_of({(day, "morning") for day in range(6)}),
    "afternoons": availability_of({(day, "afternoon") for day in range(6)}),
    "evenings": availability_of({(day, "evening") for day in range(7)}),
    "weekdays": availability_of({(day, part) for day in MONDAY_TO_FRIDAY for part in PARTS[:2]}),
    "weekends": availability_of({(day, part) for day in WEEKEND for part in PARTS}),
    "saturday": availability_of({(5, "morning"), (5, "afternoon")}),
    "wednesday": availability_of({(2, "afternoon"), (5, "morning"), (5, "afternoon")}),
    "days-off": availability_of({(2, "afternoon")} | {(day, part) for day in WEEKEND for part in PARTS[:2]}),
    "evenings-weekends": availability_of(
        {(day, "evening") for day in range(7)} | {(day, part) for day in WEEKEND for part in PARTS}
    ),
}
# The places, in the list of neighbours' offers, of those that are no longer shown.
PAUSED, WITHDRAWN = {11, 37, 64, 98, 131}, {20, 55, 83, 119, 150}


class Offering:
    """Plans the publication of every offer."""

    def __init__(self, pilot: Pilot, people: People) -> None:
        self.pilot, self.people = pilot, people
        self.rng = Random("offers")
        self.services = {service.slug: service for service in Service.objects.select_related("sector")}
        self.taken: Counter[int] = Counter()
        # Who helps with what, how far: needs are said where help is near.
        self.placed: list[tuple[User, str, int]] = []

    def plan(self) -> None:
        for offer in CAST_OFFERS:
            row = {
                "services": offer.services,
                "reach": offer.reach_minutes,
                "week": offer.week,
                "words": offer.words,
            }
            self._publish(self.people.cast[offer.by], row, offer.modes, days=182)
        for row in rows("professionals"):
            self._publish(self.people.professionals[row["trade_name"]], row, Mode.PRO, days=181)
        for number, row in enumerate(rows("offers")):
            modes = sum(NAMES[mode] for mode in row["modes"].split("+"))
            # Most have been there since the opening, some came lately.
            days = self.rng.randint(165, 181) if self.rng.random() < 0.86 else self.rng.randint(4, 150)
            self._publish(self._author(row), row, modes, days=days, number=number)

    def _author(self, row: dict[str, str]) -> User:
        """Whoever of the right generation says least so far."""
        wanted = set(row["who"].split())
        fit = [person for person in self.people.everybody if self._fits(person, wanted)]
        fewest = min(self.taken[person.pk] for person in fit)
        author = self.rng.choice([person for person in fit if self.taken[person.pk] == fewest])
        self.taken[author.pk] += 1
        return author

    def _fits(self, person: User, wanted: set[str]) -> bool:
        generation, gender = self.people.generation[person.pk], self.people.gender[person.pk]
        generations = wanted - {"f", "m"} or {"elder", "parent", "any"}
        genders = wanted & {"f", "m"} or {"f", "m"}
        return generation in generations and gender in genders

    def _publish(self, author: User, row: dict, modes: int, *, days: int, number: int | None = None) -> None:
        self.placed.append((author, row["services"], int(row["reach"])))
        draft = OfferDraft(
            words=row["words"],
            services=tuple(self.services[slug] for slug in row["services"].split("|")),
            commune=author.commune,
            modes=modes,
            reach_minutes=int(row["reach"]),
            availability=WEEKS[row["week"]],
            confirm_every_days=self.rng.choice(CONFIRMATION_RHYTHMS_DAYS[1:]),
            **childcare(set(row["services"].split("|")), author),
        )

        def act(now: datetime) -> None:
            offer = publish_offer(draft, by=author, now=now)
            later = now + timedelta(days=self.rng.randint(10, 80))
            if number in PAUSED:
                self.pilot.plan(later, lambda then: pause_offer(offer, by=author, now=then))
            elif number in WITHDRAWN:
                self.pilot.plan(later, lambda then: withdraw_offer(offer, by=author, now=then))

        self.pilot.plan(self.pilot.days_ago(days), act)


def childcare(slugs: set[str], author: User) -> dict[str, str]:
    """Where children are looked after: at home for those of the trade, with an invented number."""
    if ALWAYS_WITH_AGREMENT in slugs:
        number = f"{author.commune.department}-2024-{author.pk:03}"
        return {"childcare_place": ChildcarePlace.SITTER, "agrement_number": number}
    return {"childcare_place": ChildcarePlace.PARENTS} if slugs & CHILDCARE else {}
