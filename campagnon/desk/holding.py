"""The doors of accounts held for people: an agent's own territory, and a mandate to act."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from campagnon.matching.models import Suggestion
from campagnon.people.models import Agent, Covers, Mandate, User
from campagnon.territories.models import Territory


def get_person_for(agent: User, public_id: str) -> User:
    """Somebody who lives where the agent serves; never the agent's own account."""
    people = User.objects.opened().exclude(pk=agent.pk).select_related("commune__epci__territory")
    return get_object_or_404(people, public_id=public_id, commune__epci__in=_territories(agent))


def get_held_person(agent: User, public_id: str, covers: str = Covers.NEEDS) -> User:
    """The same, when a mandate that stands today lets the town hall do this in their name."""
    person = get_person_for(agent, public_id)
    mandate = get_mandate(person)
    if mandate is None or covers not in {mandate.covers, Covers.NEEDS}:
        raise Http404
    return person


def get_mandate(person: User) -> Mandate | None:
    """The mandate under which the territory where they live may act today."""
    standing = Mandate.objects.standing(timezone.localdate())
    here = standing.filter(person=person, territory=person.commune.epci_id)
    return here.select_related("recorded_by", "territory").first()


def get_last_mandate(person: User) -> Mandate | None:
    """The mandate that nobody took back, though it may have run out."""
    kept = person.mandates.filter(revoked_at=None, territory=person.commune.epci_id)
    return kept.select_related("recorded_by", "territory").first()


def get_request_of(person: User, number: int) -> Suggestion:
    """What somebody is asked, by its number: its token is their own way to answer, and stays theirs."""
    asked = Suggestion.objects.filter(helper=person).select_related(
        "need__service", "need__commune", "need__author", "offer", "helper__professional"
    )
    return get_object_or_404(asked, pk=number)


def get_territory(person: User) -> Territory:
    """The territory of their commune; `get_person_for` has seen that there is one."""
    return person.commune.epci.territory


def _territories(agent: User):
    return Agent.objects.serving().filter(user=agent).values("territory")
