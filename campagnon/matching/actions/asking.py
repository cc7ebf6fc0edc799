from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.channels.budget import left_of, may_still_be_asked
from campagnon.channels.topics import Topic
from campagnon.journal.actions import record
from campagnon.matching import mail
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.nearest import needs_near
from campagnon.matching.who_can_help import Helper, best_placed, find_helpers, modes_for, wish_of
from campagnon.notices.models import Need, Offer
from campagnon.people.models import User

ASKED_AT_ONCE = 3


def helpers_left(need: Need, *, now: datetime) -> list[Helper]:
    """Those who could help, have not been asked yet and may be this week, the best placed first."""
    helpers = helpers_not_asked(need, now=now)
    neighbours = [helper.person.pk for helper in helpers if helper.modes != [Mode.PRO]]
    may_be = may_still_be_asked(neighbours, now)
    return best_placed(
        [helper for helper in helpers if helper.modes == [Mode.PRO] or helper.person.pk in may_be]
    )


def helpers_not_asked(need: Need, *, now: datetime) -> list[Helper]:
    """Those who could help and have not been asked about it, nearest first."""
    asked = set(need.suggestions.values_list("helper_id", flat=True))
    helpers = find_helpers(wish_of(need), now=now, besides=need.author)
    return [helper for helper in helpers if helper.person.pk not in asked]


@transaction.atomic
def ask_helpers(need: Need, *, count: int = ASKED_AT_ONCE, now: datetime | None = None) -> list[Suggestion]:
    """Ask the next `count` best-placed people, none of whom was asked before."""
    now = now or timezone.now()
    suggestions = [
        Suggestion(need=need, offer=helper.offer, helper=helper.person, minutes=helper.minutes, asked_at=now)
        for helper in helpers_left(need, now=now)[:count]
    ]
    asked = _send(suggestions)
    record("need.asked", target=need, note=str(len(asked)))
    return asked


@transaction.atomic
def ask_about_waiting_needs(offer: Offer, *, now: datetime) -> list[Suggestion]:
    """Ask somebody who has just offered about the nearest needs that nobody has taken, three at most."""
    near = [
        found
        for row in offer.offered_services.filter(is_listed=True)
        for found in needs_near(
            offer.commune_id, row.service_id, reach_minutes=offer.reach_minutes, modes=row.modes
        )
    ]
    near.sort(key=lambda found: found.minutes)
    left = left_of(Topic.ASK, [offer.author_id], now)[offer.author_id]
    waiting = _waiting_for_somebody_else(offer.author).in_bulk([found.pk for found in near])
    today = timezone.localdate(now)
    suggestions = [
        Suggestion(
            need=waiting[found.pk], offer=offer, helper=offer.author, minutes=found.minutes, asked_at=now
        )
        for found in near
        if found.pk in waiting and modes_for(offer, wish_of(waiting[found.pk]), today)
    ][: min(ASKED_AT_ONCE, left)]
    return _send(suggestions)


def _send(suggestions: list[Suggestion]) -> list[Suggestion]:
    """Write to those who are new: the clock and an offer may ask the same person at the same instant."""
    Suggestion.objects.bulk_create(suggestions, ignore_conflicts=True)
    written = Suggestion.objects.filter(token__in=[one.token for one in suggestions])
    new = set(written.values_list("token", flat=True))
    asked = [one for one in suggestions if one.token in new]
    for suggestion in asked:
        mail.ask_helper(suggestion)
    return asked


def _waiting_for_somebody_else(person: User) -> QuerySet[Need]:
    """The open needs of other people that nobody has in hand, and about which this person was not asked."""
    yes = Suggestion.objects.filter(need=OuterRef("pk"), answer=Answer.YES, ended_at=None)
    asked = Suggestion.objects.filter(need=OuterRef("pk"), helper=person)
    needs = Need.objects.open().exclude(author=person).exclude(Exists(yes)).exclude(Exists(asked))
    return needs.select_related("service", "commune", "author")
