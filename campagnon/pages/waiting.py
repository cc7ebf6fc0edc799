"""What waits for somebody, the most pressing first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need, Offer
from campagnon.people.models import User


@dataclass(frozen=True)
class Space:
    """Everything of somebody's own, in the order in which it matters to them."""

    asked_of_me: list[Suggestion]
    to_accept: list[Agreement]
    to_settle: list[Visit]
    to_confirm: list[Offer]
    visits: list[Visit]
    exchanges: list[Exchange]
    needs: list[Need]
    offers: list[Offer]

    @property
    def waits(self) -> bool:
        return bool(self.asked_of_me or self.to_accept or self.to_settle or self.to_confirm)


def space_of(user: User, *, now: datetime) -> Space:
    """One query a section."""
    mine = Q(exchange__asker=user) | Q(exchange__helper=user)
    people = ("exchange__asker", "exchange__helper", "exchange__need__service", "exchange__need__commune")
    visits = Visit.objects.filter(mine).select_related(*people)
    offers = list(Offer.objects.filter(author=user, withdrawn_at=None).order_by("published_at"))
    exchanges = Exchange.objects.live().of(user).select_related("asker", "helper", "need__service")
    needs = Need.objects.open().filter(author=user).select_related("service__sector", "commune")
    agreed = Agreement.objects.standing().filter(exchange__need=OuterRef("need"), exchange__ended_at=None)
    return Space(
        asked_of_me=list(
            Suggestion.objects.waiting()
            .filter(~Exists(agreed), helper=user, need__closed_at=None)
            .select_related("need__service__sector", "need__commune", "need__author")
            .order_by("asked_at")
        ),
        to_accept=list(
            Agreement.objects.proposed()
            .filter(mine, exchange__ended_at=None)
            .exclude(proposed_by=user)
            .select_related(*people, "proposed_by")
        ),
        to_settle=list(visits.unsettled().filter(ends_at__lte=now, exchange__ended_at=None)),
        to_confirm=[offer for offer in offers if offer.confirmation_asked_at and not offer.paused_at],
        visits=list(visits.unsettled().filter(ends_at__gt=now)[:8]),
        exchanges=list(exchanges.order_by("opened_at")),
        needs=list(needs.order_by("published_at")),
        offers=offers,
    )
