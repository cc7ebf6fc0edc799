from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.people.models import Agent, User
from campagnon.territories.models import Territory


@transaction.atomic
def appoint_agent(
    user: User, territory: Territory, *, is_administrator: bool = False, by: User | None = None
) -> Agent:
    """Trust somebody with a territory's counter; they will have to set a second factor up."""
    agent, _ = Agent.objects.update_or_create(
        user=user, territory=territory, ended_at=None, defaults={"is_administrator": is_administrator}
    )
    record("people.agent_appointed", target=agent, by=by)
    return agent


@transaction.atomic
def end_post(agent: Agent, *, by: User | None = None) -> None:
    """Take the counter's keys back, from this moment on."""
    agent.ended_at = timezone.now()
    agent.save(update_fields=["ended_at"])
    record("people.post_ended", target=agent, by=by)
