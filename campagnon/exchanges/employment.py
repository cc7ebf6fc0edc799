"""An exchange agreed in CESU, as one of the two reads it: hours agreed and done, months, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.cesu.contract import contract_threshold, needs_contract
from campagnon.exchanges import phrases
from campagnon.exchanges.models import Agreement, Declaration, Exchange, Visit
from campagnon.exchanges.months import (
    Month,
    Worked,
    following_month,
    month_to_declare,
    months_of,
    weeks_of,
)
from campagnon.exchanges.next_acts import Act, JobFacts, next_act
from campagnon.people.models import User


@dataclass(frozen=True)
class Employment:
    """What the page of a declared job shows to the employer or to the employee."""

    exchange: Exchange
    reader: User
    agreement: Agreement
    months: list[Month]
    to_settle: Visit | None
    coming: Visit | None
    is_contract_due: bool
    is_first_time: bool
    today: date

    @property
    def is_employer(self) -> bool:
        return self.reader.pk == self.exchange.asker_id

    @property
    def other(self) -> User:
        return self.exchange.other(self.reader)

    @property
    def agreed(self) -> str:
        """« chaque samedi à 9 h, à partir du 28 novembre »."""
        return phrases.rhythm(self.agreement.starts_at, is_weekly=self.agreement.is_weekly)

    @property
    def agreed_length(self) -> str:
        return phrases.length(self.agreement.hours)

    @property
    def to_declare(self) -> Month | None:
        return month_to_declare(self.months, self.today)

    @property
    def running(self) -> Month | None:
        """The month that goes on, if something was worked in it and not yet declared."""
        newest = self.months[0] if self.months else None
        return newest if newest and newest.declared_at is None and not newest.is_over_on(self.today) else None

    @property
    def next_act(self) -> Act:
        return next_act(
            JobFacts(
                is_employer=self.is_employer,
                is_first_time=self.is_first_time,
                has_worked=bool(self.months),
                has_to_settle=self.to_settle is not None,
                is_contract_due=self.is_contract_due,
                to_declare=self.to_declare,
                is_running=self.running is not None,
                has_coming=self.coming is not None,
            )
        )


def read_employment(exchange: Exchange, *, reader: User, now: datetime) -> Employment:
    """Gather a declared job in six queries, whatever was worked."""
    visits = list(exchange.visits.filter(agreement__mode=Mode.CESU).unsettled())
    past = [visit for visit in visits if visit.ends_at <= now]
    side = {"exchange__asker": reader} if reader.pk == exchange.asker_id else {"exchange__helper": reader}
    today = timezone.localdate(now)
    return Employment(
        exchange=exchange,
        reader=reader,
        agreement=agreement_of(exchange),
        months=months_worked(exchange),
        to_settle=past[-1] if past else None,
        coming=next((visit for visit in visits if visit.ends_at > now), None),
        is_contract_due=is_contract_due(exchange, today),
        is_first_time=not Declaration.objects.filter(**side).exists(),
        today=today,
    )


def agreement_of(exchange: Exchange) -> Agreement | None:
    """What was last agreed in CESU for the whole exchange; None when nothing ever was."""
    agreed = exchange.agreements.filter(mode=Mode.CESU, accepted_at__isnull=False, moves=None)
    return agreed.order_by("accepted_at").last()


def hired_on(exchange: Exchange) -> date:
    """The day of the first visit in CESU; the one that was agreed as long as there is none."""
    visits = exchange.visits.filter(agreement__mode=Mode.CESU, cancelled_at=None, missed_at=None)
    first = visits.first()
    return timezone.localdate(first.starts_at if first else agreement_of(exchange).starts_at)


def months_worked(exchange: Exchange) -> list[Month]:
    """The months of a declared job, the newest first."""
    declared = dict(exchange.declarations.values_list("month", "declared_at"))
    return months_of(as_worked(_happened().filter(exchange=exchange)), declared)


def month_worked(exchange: Exchange, first: date) -> Month | None:
    """One month of a declared job; None when nothing was worked in it."""
    return next((month for month in months_worked(exchange) if month.first == first), None)


def worked_elsewhere(exchange: Exchange, first: date) -> list[tuple[Exchange, Decimal]]:
    """What the same two did in the same month in other declared jobs: the Urssaf knows one employee."""
    hours: dict[Exchange, Decimal] = {}
    visits = happened_in(first).filter(_same_two(exchange)).exclude(exchange=exchange)
    for visit in visits.select_related("exchange__need__service"):
        hours[visit.exchange] = hours.get(visit.exchange, Decimal(0)) + exact_hours(visit)
    return list(hours.items())


def is_contract_due(exchange: Exchange, today: date) -> bool:
    """Whether the law wants a written contract, by what the two agreed each week or by what was done."""
    weekly = Agreement.objects.standing().filter(
        _same_two(exchange), mode=Mode.CESU, is_weekly=True, exchange__ended_at=None
    )
    agreed = sum(weekly.values_list("hours", flat=True), Decimal(0))
    done = weeks_of(as_worked(_happened().filter(_same_two(exchange))))
    weeks = contract_threshold(today).weeks
    return needs_contract([agreed] * weeks, today) or needs_contract(done, today)


def as_worked(visits: Iterable[Visit]) -> list[Worked]:
    """Visits that took place, on the clock of the place."""
    return [
        Worked(timezone.localtime(visit.starts_at), exact_hours(visit), visit.happened_at) for visit in visits
    ]


def exact_hours(visit: Visit) -> Decimal:
    """The hours of a visit to the hundredth, as a declaration counts them."""
    minutes = round((visit.ends_at - visit.starts_at).total_seconds() / 60)
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def happened_in(first: date) -> QuerySet[Visit]:
    """The visits in CESU that took place in a month."""
    return _happened().filter(**_within(first))


def undeclared(first: date) -> QuerySet[Exchange]:
    """The jobs in which something was worked that month, and whose employer did not say it was declared."""
    done = happened_in(first).filter(exchange=OuterRef("pk"))
    declared = Declaration.objects.filter(exchange=OuterRef("pk"), month=first)
    exchanges = Exchange.objects.filter(Exists(done), ~Exists(declared))
    return exchanges.select_related("asker", "helper", "need__service").order_by("pk")


def has_unsettled(exchange: Exchange, first: date) -> bool:
    """Whether nobody said what became of some visit of a month that is over."""
    return exchange.visits.unsettled().filter(agreement__mode=Mode.CESU, **_within(first)).exists()


def _happened() -> QuerySet[Visit]:
    return Visit.objects.filter(agreement__mode=Mode.CESU, happened_at__isnull=False)


def _same_two(exchange: Exchange) -> Q:
    return Q(exchange__asker=exchange.asker_id, exchange__helper=exchange.helper_id)


def _within(first: date) -> dict[str, datetime]:
    """The visits of one month, on the clock of the place."""
    days = {"starts_at__gte": first, "starts_at__lt": following_month(first)}
    return {name: timezone.make_aware(datetime.combine(day, time())) for name, day in days.items()}
