"""Who can help with what is being said, the best placed first, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.desk.hearing import Heard
from campagnon.exchanges.models import Exchange
from campagnon.matching.actions.asking import helpers_left
from campagnon.matching.models import Suggestion
from campagnon.matching.who_can_help import Helper, Wish, best_placed, find_helpers, reasons, wish_of
from campagnon.notices.models import Need
from campagnon.people.models import User

SHOWN = 6


@dataclass(frozen=True)
class Placed:
    """Somebody who can help, as the counter sees them."""

    helper: Helper
    why: str


def who_can_help(heard: Heard, person: User | None, *, now: datetime) -> list[Placed]:
    """The first six of those who would be asked about what is being said, in that order."""
    need = heard.need
    if need is None:
        return []
    wish = wish_of(need)
    helpers = best_placed(find_helpers(wish, now=now, besides=person))
    return _placed(helpers[:SHOWN], wish, person, timezone.localdate(now))


def left_to_ask(need: Need, *, now: datetime) -> list[Placed]:
    """The first six of those who can help with a need and were not asked yet."""
    helpers = helpers_left(need, now=now)[:SHOWN]
    return _placed(helpers, wish_of(need), need.author, timezone.localdate(now))


def asked_about(need: Need) -> list[Suggestion]:
    """Those who were asked about a need, the last first: they may be called."""
    asked = need.suggestions.select_related("helper__commune", "helper__professional")
    return list(asked.order_by("-asked_at", "pk"))


def _placed(helpers: list[Helper], wish: Wish, person: User | None, today: date) -> list[Placed]:
    known = _already_came(helpers, person)
    placed = []
    for helper in helpers:
        said = reasons(helper, wish, today=today)
        if helper.person.pk in known:
            said.insert(0, _("Est déjà venu."))
        placed.append(Placed(helper, " ".join(said)))
    return placed


def _already_came(helpers: list[Helper], person: User | None) -> set[int]:
    """Those who have helped this person before."""
    if person is None:
        return set()
    met = Exchange.objects.filter(asker=person, helper__in=[helper.person.pk for helper in helpers])
    return set(met.filter(visits__happened_at__isnull=False).values_list("helper_id", flat=True))
