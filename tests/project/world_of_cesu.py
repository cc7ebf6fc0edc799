"""A job declared in CESU: last month was worked, and waits for its declaration."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.exchanges.months import month_before, write_month


@dataclass(frozen=True)
class Job:
    """The exchange, and the month that was worked."""

    exchange: Exchange
    month: date

    def names(self) -> dict[str, str]:
        return {"job": self.exchange.public_id, "month": write_month(self.month)}


def build_job(exchange: Exchange) -> Job:
    """Agree in CESU in an exchange, and let one visit of last month have taken place."""
    now = timezone.now()
    month = month_before(timezone.localdate())
    starts_at = timezone.localtime().replace(
        year=month.year, month=month.month, day=7, hour=9, minute=0, second=0, microsecond=0
    )
    agreement = Agreement.objects.create(
        exchange=exchange,
        mode=Mode.CESU,
        starts_at=starts_at,
        hours=2,
        is_weekly=True,
        proposed_by=exchange.helper,
        accepted_at=now,
    )
    Visit.objects.create(
        exchange=exchange,
        agreement=agreement,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        happened_at=starts_at + timedelta(hours=4),
        settled_by=exchange.asker,
    )
    return Job(exchange, month)
