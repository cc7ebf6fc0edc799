"""Free help that comes back about each week: a declared job is suggested, once for two people, never more."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef
from django.utils import timezone

from campagnon.catalogue.modes import Mode
from campagnon.common.night import is_night
from campagnon.exchanges.actions.dating import lock_exchange
from campagnon.exchanges.mail.declaring import suggest_declaring
from campagnon.exchanges.models import Exchange, Visit
from campagnon.exchanges.regularity import ENOUGH_VISITS, WITHIN, is_about_weekly
from campagnon.journal.actions import record
from campagnon.people.models import User


def suggest_cesu(*, now: datetime) -> int:
    """Tell those who are helped about weekly by the same person; return how many were told."""
    if is_night(now):
        return 0
    suggested = Exchange.objects.filter(
        asker=OuterRef("exchange__asker"),
        helper=OuterRef("exchange__helper"),
        cesu_suggested_at__isnull=False,
    )
    pairs = (
        _free_visits(now)
        .filter(~Exists(suggested))
        .order_by()
        .values_list("exchange__asker", "exchange__helper")
        .annotate(visits=Count("pk"))
        .filter(visits__gte=ENOUGH_VISITS)
    )
    return sum(_suggest(asker, helper, now) for asker, helper, _visits in list(pairs))


def _free_visits(now: datetime):
    """The free visits of the last weeks that CESU allows, between people who are still there."""
    return Visit.objects.annotate(allows_cesu=F("exchange__need__service__modes").bitand(Mode.CESU)).filter(
        happened_at__isnull=False,
        starts_at__gte=now - WITHIN,
        agreement__mode=Mode.FREE,
        allows_cesu=Mode.CESU,
        exchange__asker__closed_at=None,
        exchange__helper__closed_at=None,
    )


@transaction.atomic
def _suggest(asker_id: int, helper_id: int, now: datetime) -> int:
    visits = _free_visits(now).filter(exchange__asker=asker_id, exchange__helper=helper_id)
    held = list(visits.order_by("starts_at").values_list("exchange", "starts_at"))
    if not is_about_weekly(timezone.localdate(starts_at) for _exchange, starts_at in held):
        return 0
    exchange = lock_exchange(held[-1][0])
    today = timezone.localdate(now)
    if exchange.cesu_suggested_at is not None or not exchange.asker.is_adult_on(today):
        return 0
    exchange.cesu_suggested_at = now
    exchange.save(update_fields=["cesu_suggested_at"])
    record("exchange.cesu_suggested", target=exchange)
    suggest_declaring(exchange, today=today)
    return 1


@transaction.atomic
def decline_cesu(exchange: Exchange, *, by: User, now: datetime | None = None) -> bool:
    """« Non merci »: the suggestion is not shown again. False when it was put away already."""
    exchange = lock_exchange(exchange.pk)
    if by.pk != exchange.asker_id or exchange.cesu_suggested_at is None:
        raise PermissionDenied
    if exchange.cesu_declined_at is not None:
        return False
    exchange.cesu_declined_at = now or timezone.now()
    exchange.save(update_fields=["cesu_declined_at"])
    record("exchange.cesu_declined", target=exchange, by=by)
    return True
