from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.catalogue.models import Service
from campagnon.channels.actions import withdraw_question
from campagnon.journal.actions import record
from campagnon.notices.deadlines import next_confirmation
from campagnon.notices.mail import OFFER
from campagnon.notices.models import Offer, OfferedService
from campagnon.notices.signals import offer_listed
from campagnon.people.models import User
from campagnon.territories.models import Commune


@dataclass(frozen=True)
class OfferDraft:
    """An offer checked and complete, not yet published."""

    words: str
    services: tuple[Service, ...]
    commune: Commune
    modes: int
    reach_minutes: int
    availability: int
    confirm_every_days: int
    childcare_place: str = ""
    agrement_number: str = ""


@transaction.atomic
def publish_offer(draft: OfferDraft, *, by: User, now: datetime | None = None) -> Offer:
    """Publish an offer and lay it out for the search."""
    now = now or timezone.now()
    offer = Offer(author=by, published_at=now)
    _write(offer, draft, now)
    record("offer.published", target=offer, by=by)
    offer_listed.send(Offer, offer=offer, now=now)
    return offer


@transaction.atomic
def change_offer(offer: Offer, draft: OfferDraft, *, by: User, now: datetime | None = None) -> Offer:
    """Replace what an offer says; saying it again also confirms it."""
    now = now or timezone.now()
    _hold(offer)
    _write(offer, draft, now)
    record("offer.changed", target=offer, by=by)
    offer_listed.send(Offer, offer=offer, now=now)
    return offer


@transaction.atomic
def pause_offer(offer: Offer, *, by: User, now: datetime | None = None) -> None:
    """Hide an offer until its owner takes it up again."""
    _hold(offer)
    offer.paused_at = now or timezone.now()
    offer.save(update_fields=["paused_at"])
    list_offer(offer)
    record("offer.paused", target=offer, by=by)


@transaction.atomic
def confirm_offer(offer: Offer, *, by: User, now: datetime | None = None) -> None:
    """« Toujours valable » : the offer is shown (again), and asked about one rhythm later."""
    now = now or timezone.now()
    _hold(offer)
    offer.paused_at = offer.rested_at = offer.confirmation_asked_at = None
    offer.confirmed_at = now
    offer.next_step_at = next_confirmation(now, offer.confirm_every_days, None)
    offer.save(
        update_fields=["paused_at", "rested_at", "confirmation_asked_at", "confirmed_at", "next_step_at"]
    )
    list_offer(offer)
    record("offer.confirmed", target=offer, by=by)


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: User, now: datetime | None = None) -> None:
    """Take an offer away for good."""
    _hold(offer)
    offer.withdrawn_at = now or timezone.now()
    offer.save(update_fields=["withdrawn_at"])
    list_offer(offer)
    record("offer.withdrawn", target=offer, by=by)


def _hold(offer: Offer) -> None:
    """Read an offer again and keep it to oneself: the clock, or another page, may have moved it on.

    Whatever its owner does with it, they are no longer asked whether it holds.
    """
    withdraw_question(OFFER, offer.public_id, now=timezone.now())
    offer.refresh_from_db(from_queryset=Offer.objects.select_for_update())


def _write(offer: Offer, draft: OfferDraft, now: datetime) -> None:
    offer.words = draft.words
    offer.commune = draft.commune
    offer.modes = draft.modes
    offer.reach_minutes = draft.reach_minutes
    offer.availability = draft.availability
    offer.childcare_place, offer.agrement_number = draft.childcare_place, draft.agrement_number
    offer.confirm_every_days = draft.confirm_every_days
    offer.confirmed_at = now
    offer.confirmation_asked_at = offer.rested_at = None
    offer.next_step_at = next_confirmation(now, draft.confirm_every_days, None)
    offer.save()
    list_offer(offer, draft.services)


def list_offer(offer: Offer, services: Iterable[Service] | None = None) -> None:
    """Make the search rows say what the offer says; `services` None keeps those it has."""
    if services is None:
        services = [row.service for row in offer.offered_services.select_related("service")]
    wanted = {service.pk: service.modes & offer.modes for service in services}
    offer.offered_services.exclude(service_id__in=wanted).delete()
    OfferedService.objects.bulk_create(
        [
            OfferedService(
                offer=offer,
                service_id=service_id,
                commune_id=offer.commune_id,
                reach_minutes=offer.reach_minutes,
                modes=modes,
                is_listed=offer.is_open and modes > 0,
            )
            for service_id, modes in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["offer", "service"],
        update_fields=["commune", "reach_minutes", "modes", "is_listed"],
    )
