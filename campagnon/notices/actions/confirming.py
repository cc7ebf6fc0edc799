from datetime import datetime

from django.db import transaction

from campagnon.common.one_by_one import one_by_one
from campagnon.journal.actions import record
from campagnon.notices import mail
from campagnon.notices.actions.offers import list_offer
from campagnon.notices.deadlines import next_confirmation
from campagnon.notices.models import Offer
from campagnon.people.models import User


def advance_offers(*, now: datetime) -> dict[str, int]:
    """Ask the owners of old offers whether they still hold; let rest those that had no answer."""
    counts = {"offers_asked": 0, "offers_rested": 0}

    @transaction.atomic
    def take(pk: int) -> None:
        offer = Offer.objects.select_for_update().due(now).filter(pk=pk).first()
        if offer is not None:
            counts[_advance(offer, now)] += 1

    one_by_one(list(Offer.objects.due(now).values_list("pk", flat=True)), take)
    return counts


def _advance(offer: Offer, now: datetime) -> str:
    if offer.confirmation_asked_at is None:
        offer.confirmation_asked_at = now
        offer.next_step_at = next_confirmation(offer.confirmed_at, offer.confirm_every_days, now)
        offer.save(update_fields=["confirmation_asked_at", "next_step_at"])
        mail.ask_still_valid(offer)
        return "offers_asked"
    rest_offer(offer, by=None, now=now)
    return "offers_rested"


def rest_offer(offer: Offer, *, by: User | None, now: datetime) -> None:
    """Show a held offer no more, until its owner takes it up again with one click; `by` None: the clock."""
    offer.rested_at = now
    offer.next_step_at = None
    offer.save(update_fields=["rested_at", "next_step_at"])
    list_offer(offer)
    record("offer.rested", target=offer, by=by)
