from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.people import mail
from campagnon.people.models import Mandate


def warn_of_mandate_ends(*, now: datetime) -> int:
    """Tell each person, once, that the town hall will soon act for them no more; return how many."""
    today = timezone.localdate(now)
    due = Mandate.objects.ending(today).filter(end_told_at=None)
    return sum(_warn(pk, now) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _warn(pk: int, now: datetime) -> int:
    mandates = Mandate.objects.select_for_update(of=("self",)).ending(timezone.localdate(now))
    mandate = mandates.select_related("person", "territory").filter(pk=pk, end_told_at=None).first()
    if mandate is None:
        return 0
    mandate.end_told_at = now
    mandate.save(update_fields=["end_told_at"])
    mail.mandate_ends(mandate)
    record("mandate.end_told", target=mandate)
    return 1
