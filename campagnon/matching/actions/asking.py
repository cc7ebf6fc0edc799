from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.matching import mail
from campagnon.matching.helpers import Helper, Wish, best_placed, find_helpers
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need

ASKED_AT_ONCE = 3


def wish_of(need: Need) -> Wish:
    """What a published need looks for."""
    return Wish(
        need.service, need.commune, need.modes, need.starts_on, need.ends_on, need.part_of_day
    )


def helpers_left(need: Need, *, now: datetime) -> list[Helper]:
    """Those who could help and have not been asked yet, the best placed first."""
    asked = set(need.suggestions.values_list("helper_id", flat=True))
    helpers = find_helpers(wish_of(need), now=now, besides=need.author)
    return best_placed([helper for helper in helpers if helper.person.pk not in asked])


@transaction.atomic
def ask_helpers(need: Need, *, count: int = ASKED_AT_ONCE, now: datetime | None = None) -> list[Suggestion]:
    """Ask the next `count` best-placed people; each is asked once for a need."""
    now = now or timezone.now()
    suggestions = [
        Suggestion(
            need=need, offer=helper.offer, helper=helper.person, minutes=helper.minutes, asked_at=now
        )
        for helper in helpers_left(need, now=now)[:count]
    ]
    Suggestion.objects.bulk_create(suggestions)
    for suggestion in suggestions:
        mail.ask_helper(suggestion)
    record("need.asked", target=need, note=str(len(suggestions)))
    return suggestions
