"""Whom a town hall has met, for a whole list of people at once."""

from collections.abc import Iterable

from django.utils import timezone

from campagnon.people.models import User, Vouch


def gather_meetings(people: Iterable[User]) -> None:
    """Read in one query the `meeting` of each, which the badge of a list shows."""
    people = list(people)
    standing = Vouch.objects.standing(timezone.localdate()).filter(person__in={one.pk for one in people})
    met = {vouch.person_id: vouch for vouch in standing.select_related("commune")}
    for one in people:
        # Where a cached property keeps what it found.
        one.__dict__["meeting"] = met.get(one.pk)
