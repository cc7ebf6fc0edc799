from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from campagnon.channels.hands import BY_HAND
from campagnon.channels.models import Delivery


def replace_unsaid(person: AbstractBaseUser, *, key_begins: str, now: datetime) -> int:
    """What was to be said aloud or posted, and was not in time: fresher news takes its place."""
    waiting = Delivery.objects.waiting().filter(
        person=person, channel__in=BY_HAND, key__startswith=key_begins
    )
    return waiting.update(given_up_at=now, trouble=_("Remplacé par des nouvelles plus récentes."))
