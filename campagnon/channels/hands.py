"""Whom nothing written reaches by itself: somebody at the desk calls them, or posts a letter."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser

from campagnon.channels.addresses import is_mobile
from campagnon.channels.models import Channel

BY_HAND = frozenset({Channel.CALL, Channel.LETTER})
# What the clock sends: the others wait for hands.
BY_ITSELF = frozenset({Channel.EMAIL, Channel.SMS})


def spoken(lines: Iterable[str]) -> list[str]:
    """What can be said aloud or put on paper: the address of a page is of no use there."""
    return [line for line in lines if "://" not in line]


def is_told_by_hand(person: AbstractBaseUser) -> bool:
    """Whether a letter to that person waits for the desk."""
    has_mobile = bool(person.phone) and is_mobile(person.phone)
    return person.prefers in BY_HAND or not (has_mobile or person.email)
