"""How many people got more in a week than a digest and a nudge, of what can be silenced."""

from collections import Counter
from datetime import datetime, timedelta

from campagnon.channels.models import Delivery

A_WEEK = timedelta(days=7)
MOST_A_WEEK = 2


def people_over_budget(since: datetime, until: datetime) -> int:
    """The same count as `channels.budget` will make: by person and week, whatever has a topic."""
    sent = Delivery.objects.filter(sent_at__gte=since, sent_at__lt=until).exclude(topic="")
    weeks = Counter(
        (person, (sent_at - since) // A_WEEK) for person, sent_at in sent.values_list("person_id", "sent_at")
    )
    return len({person for (person, _week), count in weeks.items() if count > MOST_A_WEEK})
