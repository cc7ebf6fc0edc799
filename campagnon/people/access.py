"""Who may do what as a professional or as an agent."""

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
