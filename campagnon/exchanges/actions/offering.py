from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need, Offer, OfferedService
from campagnon.people.models import User
from campagnon.territories.models import Neighbour
from campagnon.territories.travel import minutes_between


def offer_for(need: Need, user: User) -> Offer | None:
    """The open offer by which somebody could answer a need, if they have one.

    What a discreet need keeps from strangers is read by those only whose offer reaches so far.
    """
    rows = OfferedService.objects.filter(
        offer__author=user, service_id=need.service_id, is_listed=True
    ).select_related("offer__commune")
    suiting = (row.offer for row in rows if row.modes & need.modes)
    return next((o for o in suiting if not need.service.is_discreet or _reaches(o, need)), None)


def _reaches(offer: Offer, need: Need) -> bool:
    minutes = Neighbour.objects.minutes(need.commune, offer.commune)
    return minutes is not None and minutes <= offer.reach_minutes


@transaction.atomic
def step_forward(need: Need, offer: Offer, *, by: User, now: datetime | None = None) -> Suggestion:
    """Somebody offers to answer by themselves: the row of a request, made once, or opened again."""
    minutes = Neighbour.objects.minutes(need.commune, offer.commune)
    suggestion, is_new = Suggestion.objects.get_or_create(
        need=need,
        helper=by,
        defaults={
            "offer": offer,
            "minutes": minutes or minutes_between(need.commune.place, offer.commune.place),
            "asked_at": now or timezone.now(),
        },
    )
    if not is_new and suggestion.ended_at and not suggestion.answer:
        suggestion.asked_again_at, suggestion.ended_at = now or timezone.now(), None
        suggestion.save(update_fields=["asked_again_at", "ended_at"])
        is_new = True
    if is_new:
        record("suggestion.own", target=suggestion, by=by)
    return suggestion
