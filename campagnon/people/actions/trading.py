from datetime import date

from django.db import transaction

from campagnon.journal.actions import record
from campagnon.people.models import Professional, User


@transaction.atomic
def register_professional(
    user: User, *, siret: str, trade_name: str, trade: str, insured_until: date
) -> Professional:
    """Note somebody's trade, or bring it up to date."""
    professional, is_new = Professional.objects.update_or_create(
        user=user,
        defaults={
            "siret": siret,
            "trade_name": trade_name,
            "trade": trade,
            "insured_until": insured_until,
        },
    )
    verb = "people.professional_registered" if is_new else "people.professional_updated"
    record(verb, target=professional, by=user)
    return professional
