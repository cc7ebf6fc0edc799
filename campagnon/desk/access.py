"""The doors of the counter: an agent opens what lies in a territory that counts on them, nothing else."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from campagnon.channels.hands import BY_HAND
from campagnon.channels.models import Channel, Delivery, InboundMessage
from campagnon.desk.models import Call, CallBack
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need
from campagnon.people.models import Covers, Mandate, User
from campagnon.territories.models import Territory


def territories_of(user: User) -> QuerySet[Territory]:
    """The open territories whose counter somebody keeps."""
    return Territory.objects.open().filter(agents__user=user, agents__ended_at=None)


def get_territory_for(user: User, slug: str) -> Territory:
    return get_object_or_404(territories_of(user), slug=slug)


def people_of(territories: Iterable[Territory]) -> QuerySet[User]:
    """The open accounts of those who live there."""
    inside = [territory.pk for territory in territories]
    return User.objects.opened().filter(commune__epci__in=inside).select_related("commune")


def get_person_for(user: User, public_id: str) -> User:
    """Somebody who lives in one of the agent's territories; never the agent's own account."""
    if "\0" in public_id:
        # PostgreSQL would not even look it up.
        raise Http404
    others = people_of(territories_of(user)).exclude(pk=user.pk)
    return get_object_or_404(others.select_related("commune__epci__territory"), public_id=public_id)


def get_held_person(agent: User, public_id: str, covers: str = Covers.NEEDS) -> User:
    """The same, when a mandate that stands today lets the town hall do this in their name."""
    person = get_person_for(agent, public_id)
    mandate = mandate_of(person, get_territory(person))
    if mandate is None or covers not in {mandate.covers, Covers.NEEDS}:
        raise Http404
    return person


def get_territory(person: User) -> Territory:
    """The territory of their commune; `get_person_for` has seen that there is one."""
    return person.commune.epci.territory


def get_request_of(person: User, number: int) -> Suggestion:
    """What somebody is asked, by its number: its token is their own way to answer, and stays theirs."""
    asked = Suggestion.objects.filter(helper=person).select_related(
        "need__service", "need__commune", "need__author", "offer", "helper__professional"
    )
    return get_object_or_404(asked, pk=number)


def get_call_for(user: User, public_id: str) -> Call:
    """A call of the agent’s territory, whoever took it; once the person lives elsewhere, nobody’s."""
    calls = Call.objects.filter(territory__in=territories_of(user))
    call = get_object_or_404(
        calls.select_related("territory", "person__commune", "agent"), public_id=public_id
    )
    if call.person and call.person.commune.epci_id != call.territory_id:
        raise Http404
    return call


def get_need_for(user: User, public_id: str) -> Need:
    """An open need of one of the agent's territories."""
    needs = Need.objects.open().filter(commune__epci__territory__in=territories_of(user))
    return get_object_or_404(
        needs.select_related("service", "commune", "author__commune"), public_id=public_id
    )


def get_call_back_for(user: User, number: int) -> CallBack:
    """A call-back that waits."""
    waiting = CallBack.objects.waiting().filter(territory__in=territories_of(user))
    return get_object_or_404(waiting.select_related("person", "territory"), pk=number)


def get_word_to_say_for(user: User, number: int) -> Delivery:
    """What is to be said on the telephone to somebody of the agent's territories."""
    return _delivery(user, Delivery.objects.waiting().filter(channel=Channel.CALL), number)


def get_stuck_for(user: User, number: int) -> Delivery:
    """A message to somebody of the agent's territories that no network carries."""
    return _delivery(user, Delivery.objects.stuck(timezone.now()).exclude(channel__in=BY_HAND), number)


def _delivery(user: User, deliveries: QuerySet[Delivery], number: int) -> Delivery:
    kept = deliveries.filter(sent_at=None, person__in=people_of(territories_of(user)))
    return get_object_or_404(kept.select_related("person__commune__epci__territory", "question"), pk=number)


def get_inbound_for(user: User, number: int) -> InboundMessage:
    """A message that waits at the desk of one of the agent's territories."""
    mine = territories_of(user)
    if not mine.exists():
        raise Http404
    return get_object_or_404(messages_at_the_desk_of(mine), pk=number)


def messages_at_the_desk_of(territories: Iterable[Territory]) -> QuerySet[InboundMessage]:
    """What waits to be read: from who lives there, account open or not, and from whom no counter serves."""
    waiting = InboundMessage.objects.filter(handed_to_desk_at__isnull=False, settled_at=None)
    here = Q(person__commune__epci__in=[territory.pk for territory in territories])
    has_a_counter = Q(person__commune__epci__in=Territory.objects.open().values("pk"))
    return waiting.filter(Q(person=None) | here | ~has_a_counter)


def mandate_of(person: User, territory: Territory) -> Mandate | None:
    """The mandate under which this territory may act for somebody today."""
    standing = Mandate.objects.standing(timezone.localdate()).filter(person=person, territory=territory)
    return standing.select_related("recorded_by", "territory").first()


def last_mandate_of(person: User, territory: Territory) -> Mandate | None:
    """The mandate that nobody took back, though it may have run out."""
    kept = person.mandates.filter(revoked_at=None, territory=territory)
    return kept.select_related("recorded_by", "territory").first()


def may_hear_neighbours(people: Iterable[User | int], *, on: date) -> set[int]:
    """Those to whom a neighbour's words may be read: who gave a mandate to the territory where they live."""
    standing = Mandate.objects.standing(on).filter(person__in=people)
    return set(standing.filter(territory=F("person__commune__epci")).values_list("person_id", flat=True))
