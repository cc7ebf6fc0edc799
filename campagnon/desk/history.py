"""What the counter may know of somebody: what they asked for and agreed on, never what they wrote."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from campagnon.desk.models import Call, CallBack
from campagnon.exchanges.models import Exchange, Visit
from campagnon.notices.models import Need
from campagnon.people.models import User
from campagnon.territories.models import Territory

LAST_ONES = 5


@dataclass(frozen=True)
class OneExchange:
    """An exchange seen from one side."""

    exchange: Exchange
    other: str
    helps: bool


@dataclass(frozen=True)
class History:
    """Beside the telephone: the last few of each, newest first; visits in order."""

    needs: list[Need]
    exchanges: list[OneExchange]
    visits: list[tuple[Visit, str]]
    calls: list[Call]
    call_backs: list[CallBack]


def history_of(
    person: User, here: Territory, *, is_held: bool, now: datetime, besides: Call | None = None
) -> History:
    """Five queries at most; whom one helps or is helped by, and when, is for whoever holds a mandate."""
    exchanges, visits = [], []
    needs = _needs(person) if is_held else _needs(person).open()
    if is_held:
        exchanges = [_seen_from(person, exchange) for exchange in _exchanges(person)[:LAST_ONES]]
        visits = [(visit, str(visit.exchange.other(person))) for visit in _visits(person, now)[:LAST_ONES]]
    calls = Call.objects.filter(person=person, territory=here).exclude(notes="")
    calls = calls.exclude(pk=besides.pk if besides else None).select_related("agent")
    backs = CallBack.objects.waiting().filter(person=person, territory=here)
    return History(
        needs=list(needs[:LAST_ONES]),
        exchanges=exchanges,
        visits=visits,
        calls=list(calls.order_by("-began_at")[:LAST_ONES]),
        call_backs=list(backs.order_by("on")[:LAST_ONES]),
    )


def _needs(person: User) -> QuerySet[Need]:
    needs = Need.objects.filter(author=person).annotate(asked_count=Count("suggestions"))
    return needs.select_related("service", "commune").order_by("-published_at")


def _exchanges(person: User) -> QuerySet[Exchange]:
    return (
        Exchange.objects.of(person).select_related("asker", "helper", "need__service").order_by("-opened_at")
    )


def _visits(person: User, now: datetime) -> QuerySet[Visit]:
    mine = Visit.objects.coming(now).filter(exchange__in=Exchange.objects.live().of(person))
    return mine.select_related("exchange__asker", "exchange__helper").order_by("starts_at")


def _seen_from(person: User, exchange: Exchange) -> OneExchange:
    return OneExchange(exchange, str(exchange.other(person)), exchange.helper_id == person.pk)
