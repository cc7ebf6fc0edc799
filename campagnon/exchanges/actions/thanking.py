from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.exchanges import mail
from campagnon.exchanges.models import Exchange, Thanks
from campagnon.journal.actions import record
from campagnon.people.models import User


@transaction.atomic
def say_thanks(
    exchange: Exchange, *, by: User, words: str, would_again: bool | None, now: datetime | None = None
) -> Thanks:
    """Keep somebody's word of thanks, the last one said, and relay it once."""
    thanks, is_first = Thanks.objects.update_or_create(
        exchange=exchange,
        by=by,
        defaults={"words": words, "would_again": would_again, "said_at": now or timezone.now()},
    )
    record("thanks.said", target=thanks, by=by)
    if is_first and words:
        mail.tell_thanks(thanks)
    return thanks
