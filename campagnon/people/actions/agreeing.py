from django.db import transaction
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.people.models import User


@transaction.atomic
def agree_charter(user: User) -> bool:
    """Note that somebody agrees to the charter; False when they had already."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.charter_agreed_at is not None:
        return False
    user.charter_agreed_at = timezone.now()
    user.save(update_fields=["charter_agreed_at"])
    record("people.charter_agreed", target=user, by=user)
    return True
