from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from campagnon.journal.actions import record
from campagnon.people import mail
from campagnon.people.models import Professional

NOTICE = timedelta(days=31)


def warn_of_ends(*, now: datetime) -> int:
    """Tell each professional, once and a month before, that an insurance ends; return how many were told."""
    today = timezone.localdate(now)
    return sum(_warn(pk, today) for pk in list(_to_warn(today).values_list("pk", flat=True)))


def _to_warn(today: date):
    soon = today + NOTICE
    insurance = Q(insured_until__lte=soon) & ~Q(warned_of_insurance=F("insured_until"))
    ten_year = Q(ten_year_until__lte=soon) & ~Q(warned_of_ten_year=F("ten_year_until"))
    return Professional.objects.filter(insurance | ten_year)


@transaction.atomic
def _warn(pk: int, today: date) -> int:
    trade = _to_warn(today).select_for_update(of=("self",)).select_related("user").filter(pk=pk).first()
    if trade is None:
        return 0
    soon = today + NOTICE
    if trade.insured_until <= soon and trade.warned_of_insurance != trade.insured_until:
        trade.warned_of_insurance = trade.insured_until
        mail.insurance_ends(trade, today=today)
        record("people.warned_of_insurance", target=trade)
    if (
        trade.ten_year_until
        and trade.ten_year_until <= soon
        and trade.warned_of_ten_year != trade.ten_year_until
    ):
        trade.warned_of_ten_year = trade.ten_year_until
        mail.ten_year_cover_ends(trade, today=today)
        record("people.warned_of_ten_year", target=trade)
    trade.save(update_fields=["warned_of_insurance", "warned_of_ten_year"])
    return 1
