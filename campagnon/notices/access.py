"""The doors of this room: whoever may not open a thing is told that it does not exist."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from campagnon.notices.models import Need, Offer, Photo
from campagnon.people.models import User


def get_offer_to_read(user: User | AnonymousUser, public_id: str) -> Offer:
    """An offer that shows, or one's own."""
    offers = Offer.objects.select_related("author__professional", "commune")
    offer = get_object_or_404(offers, public_id=public_id, withdrawn_at=None)
    if not offer.is_open and offer.author_id != user.pk:
        raise Http404
    return offer


def get_own_offer(user: User, public_id: str) -> Offer:
    return get_object_or_404(
        Offer.objects.select_related("commune"), public_id=public_id, author=user, withdrawn_at=None
    )


def get_own_need(user: User, public_id: str) -> Need:
    """One's own need, as long as it is open."""
    needs = Need.objects.open().select_related("service__sector")
    return get_object_or_404(needs, public_id=public_id, author=user)


def get_own_notice(user: User, kind: str, public_id: str) -> Need | Offer:
    """One's own open need or offer to put photos on, by the word in its address; no discreet need has any."""
    if kind == "offres":
        return get_own_offer(user, public_id)
    need = get_own_need(user, public_id)
    if need.service.is_discreet:
        raise Http404
    return need


def get_photo(user: User | AnonymousUser, public_id: str) -> Photo:
    """A photo of a notice that is on a board, or of one's own."""
    shown = Q(need__closed_at=None, need__isnull=False) | Q(
        offer__paused_at=None, offer__rested_at=None, offer__withdrawn_at=None, offer__isnull=False
    )
    if user.is_authenticated:
        shown |= Q(need__author=user) | Q(offer__author=user)
    return get_object_or_404(Photo.objects.filter(shown), public_id=public_id)
