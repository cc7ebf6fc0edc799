from datetime import datetime, timedelta

from django.db.models import Q

from campagnon.channels.models import Delivery, InboundMessage, Question

# Long enough to say what somebody was told, and whether it reached them; links in letters live three weeks.
LETTERS_STAY = timedelta(weeks=6)
# Some are not asked again within three months (matching/actions/resting.py): until then we remember them.
QUESTIONS_STAY = timedelta(weeks=26)
AT_A_TIME = 1000


def blank_old_letters(*, now: datetime) -> int:
    """Empty what left, or was given up, six weeks ago; its key stays, so that it is never said again."""
    gone = Q(sent_at__isnull=False) | Q(given_up_at__isnull=False)
    old = Delivery.objects.readable().filter(gone, written_at__lt=now - LETTERS_STAY)
    found = list(old.order_by("written_at").values_list("pk", flat=True)[:AT_A_TIME])
    return Delivery.objects.filter(pk__in=found).update(
        to="", subject="", text="", html="", trouble="", reply_to="", blanked_at=now
    )


def forget_what_came_in(*, now: datetime) -> int:
    """Delete what came in six weeks ago; what waits for somebody at the desk stays until it is settled."""
    waits = Q(handed_to_desk_at__isnull=False, settled_at=None)
    old = InboundMessage.objects.filter(received_at__lt=now - LETTERS_STAY).exclude(waits)
    found = list(old.order_by("received_at").values_list("pk", flat=True)[:AT_A_TIME])
    return InboundMessage.objects.filter(pk__in=found).delete()[0]


def forget_old_questions(*, now: datetime) -> int:
    """Delete what was asked, and answered or not, half a year after it was of use."""
    old = Question.objects.filter(expires_at__lt=now - QUESTIONS_STAY)
    found = list(old.order_by("expires_at").values_list("pk", flat=True)[:AT_A_TIME])
    return Question.objects.filter(pk__in=found).delete()[0]
