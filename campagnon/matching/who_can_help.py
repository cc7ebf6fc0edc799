"""The people who can help with something somewhere, nearest first, and why each is shown."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.catalogue.models import Service
from campagnon.catalogue.modes import ALL_MODES, Mode, split_modes
from campagnon.matching.habits import Habit, habits_of
from campagnon.matching.minors import may_come_on
from campagnon.matching.nearest import helpers_near
from campagnon.notices.actions.publishing import NeedDraft
from campagnon.notices.childcare import is_childcare
from campagnon.notices.models import Need, Offer
from campagnon.notices.moments import is_free, wanted_parts
from campagnon.people.credentials import Credentials, credentials_of
from campagnon.people.models import User
from campagnon.people.models.user import ADULT_AGE
from campagnon.territories.models import Commune

# One more than what is said exactly: « plus de trente personnes ».
MOST_COUNTED = 30


@dataclass(frozen=True)
class Wish:
    """What is looked for: a service, a place, ways of exchanging, a moment."""

    service: Service
    commune: Commune
    modes: int = ALL_MODES
    starts_on: date | None = None
    ends_on: date | None = None
    part_of_day: str = ""

    @property
    def wanted_parts(self) -> int:
        return wanted_parts(self.starts_on, self.ends_on, self.part_of_day)


def wish_of(need: Need | NeedDraft) -> Wish:
    """What a need looks for, published or about to be."""
    return Wish(need.service, need.commune, need.modes, need.starts_on, need.ends_on, need.part_of_day)


@dataclass(frozen=True)
class Helper:
    """Somebody who can help, as the results show them."""

    offer: Offer
    minutes: int
    modes: list[Mode]
    is_free: bool
    habit: Habit = field(default_factory=Habit)

    @property
    def person(self) -> User:
        return self.offer.author

    @property
    def name(self) -> str:
        """The trade's name for a professional's offer, else the first name."""
        if self.modes == [Mode.PRO] and hasattr(self.person, "professional"):
            return self.person.professional.trade_name
        return self.person.first_name


def find_helpers(wish: Wish, *, now: datetime, besides: User | None = None) -> list[Helper]:
    """At most `MOST_COUNTED` + 1 people, nearest first; three queries whatever their number."""
    near = helpers_near(
        wish.commune.pk, wish.service.pk, modes=wish.modes & wish.service.modes, limit=2 * MOST_COUNTED
    )
    offers = Offer.objects.select_related("author__professional", "commune").in_bulk([n.pk for n in near])
    found: list[tuple[Offer, int, list[Mode]]] = []
    seen = {besides.pk if besides else None}
    today = timezone.localdate(now)
    for n in near:
        offer = offers[n.pk]
        modes = modes_for(offer, wish, today)
        if modes and offer.author_id not in seen:
            seen.add(offer.author_id)
            found.append((offer, n.minutes, modes))
    found = found[: MOST_COUNTED + 1]
    habits = habits_of([offer.author_id for offer, *_rest in found], now=now)
    wanted = wish.wanted_parts
    return [
        Helper(
            offer, minutes, modes, is_free(offer.availability, wanted), habits.get(offer.author_id, Habit())
        )
        for offer, minutes, modes in found
    ]


def best_placed(helpers: list[Helper]) -> list[Helper]:
    """Those who say they are free at that moment before the others; distance decides the rest."""
    return sorted(helpers, key=lambda helper: not helper.is_free)


def modes_for(offer: Offer, wish: Wish, today: date) -> list[Mode]:
    """The ways in which an offer can answer a wish, guards and insurance counted; none when it may not."""
    if not may_help(offer.author, wish, today):
        return []
    modes = offer.modes & wish.modes & wish.service.modes
    professional = getattr(offer.author, "professional", None)
    if professional is None or not professional.is_insured_on(today):
        modes &= ~Mode.PRO
    return split_modes(modes)


def may_help(person: User, wish: Wish, today: date) -> bool:
    """Whether the guards let somebody be asked: no evening with children for a minor."""
    return may_come_on(person, wish.service, part_of_day=wish.part_of_day, day=wish.starts_on or today)


def reasons(helper: Helper, wish: Wish, *, today: date) -> list[str]:
    """Why this person is shown, in short sentences, the most useful first."""
    said = []
    if is_childcare([wish.service]) and helper.offer.childcare_words:
        said.append(helper.offer.childcare_words)
    if wish.wanted_parts:
        said.append(_("Libre à ce moment-là.") if helper.is_free else _("Plutôt libre à d’autres moments."))
    if habit := habit_sentence(helper.habit):
        said.append(habit)
    if not helper.person.is_adult_on(today):
        said.append(_("A moins de %(age)s ans.") % {"age": ADULT_AGE})
    return said


def trade_of(helper: Helper, wish: Wish, *, today: date) -> Credentials | None:
    """What a professional declares, and what coming costs, when a quote is one of the ways."""
    if Mode.PRO not in helper.modes:
        return None
    trade = helper.person.professional
    return credentials_of(trade, on=today, service=wish.service, minutes=helper.minutes)


def habit_sentence(habit: Habit) -> str:
    """How somebody usually answers, in words that help to choose; nothing of who often stays silent."""
    if not habit.is_known:
        return _("Encore peu sollicité.")
    if not habit.is_reliable or habit.median_delay is None:
        return ""
    hours = habit.median_delay.total_seconds() / 3600
    if hours <= 1.5:
        return _("Répond d’habitude dans l’heure.")
    if hours <= 12:
        return _("Répond d’habitude dans la demi-journée.")
    if hours <= 36:
        return _("Répond d’habitude en un jour.")
    return _("Répond d’habitude en deux ou trois jours.")
