"""The way out of a message: a signed address that opens without signing in, for good, and only mutes."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from campagnon.channels.topics import Topic
from campagnon.common.links import absolute

# What a mailbox posts when its owner touches « Se désabonner » (RFC 8058).
ONE_CLICK = ("List-Unsubscribe", "One-Click")
_signer = Signer(salt="campagnon.channels.unsubscribing")


def unsubscribe_link(person: AbstractBaseUser, topic: str) -> str:
    """The address in the footer and in the header of what can be silenced."""
    token = _signer.sign_object([person.public_id, topic])
    return absolute(reverse("people:unsubscribe", args=[token]))


def read_unsubscribing(token: str) -> tuple[str, Topic] | None:
    """The person's public id and the topic of a link of ours; None when it is not one."""
    try:
        public_id, topic = _signer.unsign_object(token)
        return public_id, Topic(topic)
    except (BadSignature, ValueError, TypeError):
        return None
