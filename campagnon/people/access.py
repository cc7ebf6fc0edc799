"""Who may do what as a professional or as an agent, and whose letters a link is about."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from campagnon.channels.topics import Topic
from campagnon.channels.unsubscribing import read_unsubscribing
from campagnon.people.models import Agent, Professional, User
from campagnon.territories.models import Territory


def get_professional_for(user: User) -> Professional | None:
    """The person's own trade, none when they are an inhabitant only."""
    return Professional.objects.filter(user=user).first()


def is_agent_of(user: User, territory: Territory | None) -> bool:
    """Whether this territory counts on the person today."""
    return territory is not None and Agent.objects.serving().filter(user=user, territory=territory).exists()


def is_administrator_of(user: User, territory: Territory | None) -> bool:
    """Whether the person sets this territory up."""
    return (
        territory is not None
        and Agent.objects.serving().filter(user=user, territory=territory, is_administrator=True).exists()
    )


def get_unsubscribing(token: str) -> tuple[User, Topic]:
    """The person who holds the link at the foot of a message, and the topic of that message."""
    read = read_unsubscribing(token)
    if read is None:
        raise Http404
    public_id, topic = read
    return get_object_or_404(User.objects.opened(), public_id=public_id), topic
