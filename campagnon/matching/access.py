"""The doors of this room: whoever may not open a thing is told that it does not exist."""

from datetime import timedelta

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from campagnon.people.models import User

# « Reprendre mes offres » is still of use after a winter.
LINK_LIFE = timedelta(days=182)
SALT = "campagnon.matching.available"


def sign_helper(person: User) -> str:
    """What stands for a helper in the link of « toujours disponible ? », and opens nothing else."""
    return signing.dumps(person.public_id, salt=SALT)


def get_helper_by_link(token: str) -> User:
    """The helper whom a link stands for, as long as the account is open."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=LINK_LIFE)
    except signing.BadSignature:
        raise Http404 from None
    return get_object_or_404(User.objects.opened(), public_id=public_id)
