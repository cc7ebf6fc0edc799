from datetime import datetime, timedelta

from django.db.models import Q

from campagnon.channels.models import Delivery

# Long enough to say what somebody was told, and whether it reached them; links in letters live three weeks.
LETTERS_STAY = timedelta(weeks=6)
AT_A_TIME = 1000


def blank_old_letters(*, now: datetime) -> int:
    """Empty what left, or was given up, six weeks ago; its key stays, so that it is never said again."""
    gone = Q(sent_at__isnull=False) | Q(given_up_at__isnull=False)
    old = Delivery.objects.readable().filter(gone, written_at__lt=now - LETTERS_STAY)
    found = list(old.order_by("written_at").values_list("pk", flat=True)[:AT_A_TIME])
    return Delivery.objects.filter(pk__in=found).update(
        to="", subject="", text="", html="", trouble="", reply_to="", blanked_at=now
    )
