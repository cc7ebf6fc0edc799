"""How somebody can be reached: at an address they have, or by the hands of a town hall that serves them."""

from campagnon.channels.addresses import is_mobile
from campagnon.channels.models import Channel
from campagnon.people.models import Agent, User


def ways_to_reach(person: User) -> list[Channel]:
    """The ways in which a message can reach them now, the quickest first."""
    ways = [Channel.EMAIL] if person.email else []
    if person.phone and person.phone_verified_at and is_mobile(person.phone):
        ways.append(Channel.SMS)
    # Somebody must be there to call and to post.
    if person.commune and Agent.objects.serving().of_commune(person.commune).exists():
        ways += [Channel.CALL] if person.number else []
        ways.append(Channel.LETTER)
    return ways
