"""Who can help with what is being said, the best placed first, and why."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.desk.hearing import Heard
from campagnon.exchanges.models import Exchange
from campagnon.matching.actions.asking import ASKED_AT_ONCE
from campagnon.matching.helpers import Helper, best_placed, find_helpers, reasons, wish_of
from campagnon.people.models import User

SHOWN = 6


@dataclass(frozen=True)
class Placed:
    """Somebody who can help, as the counter sees them."""

    helper: Helper
    why: str
    asked_first: bool


def who_can_help(heard: Heard, person: User | None, *, now: datetime) -> list[Placed]:
    """The first six of those who would be asked, in the order in which they would."""
    need = heard.need
    if need is None:
        return []
    wish, today = wish_of(need), timezone.localdate(now)
    helpers = best_placed(find_helpers(wish, now=now, besides=person))[:SHOWN]
    known = _already_came(helpers, person)
    return [
        Placed(
            helper,
            " ".join(
                [
                    *reasons(helper, wish, today=today),
                    *([_("Déjà venu.")] if helper.person.pk in known else []),
                ]
            ),
            asked_first=rank < ASKED_AT_ONCE,
        )
        for rank, helper in enumerate(helpers)
    ]


def _already_came(helpers: list[Helper], person: User | None) -> set[int]:
    """Those who have helped this person before."""
    if person is None:
        return set()
    met = Exchange.objects.filter(asker=person, helper__in=[helper.person.pk for helper in helpers])
    return set(met.filter(visits__happened_at__isnull=False).values_list("helper_id", flat=True))
