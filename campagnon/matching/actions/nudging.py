from datetime import datetime

from django.db import transaction

from campagnon.channels.budget import may_still_be_asked, may_still_be_told
from campagnon.channels.hands import BY_ITSELF
from campagnon.channels.models import Mute
from campagnon.channels.topics import Topic
from campagnon.matching import weekly_mail
from campagnon.matching.actions.asking import helpers_not_asked
from campagnon.notices.models import Need

NUDGED_AT_ONCE = 3


@transaction.atomic
def nudge_neighbours(need: Need, *, now: datetime) -> int:
    """After a day, show a need to the nearest whom we had asked enough; at most one such word a week each.

    Nobody is called or posted to for that, nor told of what they asked not to be asked.
    """
    helpers = {
        helper.person.pk: helper
        for helper in helpers_not_asked(need, now=now)
        if helper.person.prefers in BY_ITSELF and (helper.person.email or helper.person.phone)
    }
    tired = set(helpers) - may_still_be_asked(helpers, now)
    if not tired:
        return 0
    tired -= set(Mute.objects.silencing(Topic.ASK).filter(person__in=tired).values_list("person", flat=True))
    may_be = may_still_be_told(Topic.NUDGE, tired, now)
    nudged = [helper for person_id, helper in helpers.items() if person_id in may_be][:NUDGED_AT_ONCE]
    for helper in nudged:
        weekly_mail.nudge_helper(need, helper)
    return len(nudged)
