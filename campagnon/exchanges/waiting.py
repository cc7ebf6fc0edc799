"""What somebody finds in their space: each thing once, where it matters most to them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from campagnon.exchanges.models import Agreement, Exchange, Message, Quote, Visit
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need, Offer
from campagnon.people.models import User

# What a line about an exchange says: both people, the service, the place.
_PEOPLE = ("exchange__asker", "exchange__helper", "exchange__need__service", "exchange__need__commune")


@dataclass(frozen=True)
class Space:
    """Everything of somebody's own, in the order in which it matters to them."""

    asked_of_me: list[Suggestion]
    to_accept: list[Agreement]
    to_settle: list[Visit]
    to_confirm: list[Offer]
    letters: list[Message]
    visits: list[Visit]
    exchanges: list[Exchange]
    needs: list[Need]
    offers: list[Offer]

    @property
    def waits(self) -> bool:
        return bool(self.asked_of_me or self.to_accept or self.to_settle or self.to_confirm)

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def space_of(user: User, *, now: datetime) -> Space:
    """One query a section; what an earlier section shows, a later one leaves out."""
    to_accept, to_settle = list(_to_accept(user)), list(_to_settle(user, now))
    asked_to_accept = {agreement.exchange_id for agreement in to_accept}
    letters = [letter for letter in _letters(user) if letter.exchange_id not in asked_to_accept]
    visits = list(_next_visits(user, now))
    shown = {one.exchange_id for one in (*to_accept, *to_settle, *letters, *visits)}
    exchanges, offers = list(_exchanges(user)), list(_offers(user))
    in_hand = {exchange.need_id for exchange in exchanges}
    to_confirm = [offer for offer in offers if offer.confirmation_asked_at and not offer.paused_at]
    return Space(
        asked_of_me=list(_asked_of(user)),
        to_accept=to_accept,
        to_settle=to_settle,
        to_confirm=to_confirm,
        letters=letters,
        visits=visits,
        exchanges=[exchange for exchange in exchanges if exchange.pk not in shown],
        needs=[need for need in _needs(user) if need.pk not in in_hand],
        offers=[offer for offer in offers if offer not in to_confirm],
    )


def _mine(user: User) -> Q:
    return Q(exchange__asker=user) | Q(exchange__helper=user)


def _asked_of(user: User) -> QuerySet[Suggestion]:
    agreed = Agreement.objects.standing().filter(exchange__need=OuterRef("need"), exchange__ended_at=None)
    waiting = Suggestion.objects.waiting().filter(~Exists(agreed), helper=user, need__closed_at=None)
    return waiting.select_related("need__service", "need__commune", "need__author").order_by("asked_at")


def _to_accept(user: User) -> QuerySet[Agreement]:
    proposed = Agreement.objects.proposed().filter(_mine(user), exchange__ended_at=None)
    return proposed.exclude(proposed_by=user).select_related(*_PEOPLE, "proposed_by")


def _to_settle(user: User, now: datetime) -> QuerySet[Visit]:
    visits = Visit.objects.unsettled().filter(_mine(user), ends_at__lte=now, exchange__ended_at=None)
    return visits.select_related(*_PEOPLE)


def _letters(user: User) -> QuerySet[Message]:
    """The other's last letter in each live exchange, until one has done something there or met."""
    there, then = OuterRef("exchange"), OuterRef("sent_at")
    later = Message.objects.filter(
        Q(sent_at__gt=then) | Q(sent_at=then, pk__gt=OuterRef("pk")), exchange=there
    )
    agreements, visits = Agreement.objects.filter(exchange=there), Visit.objects.filter(exchange=there)
    proposed = agreements.filter(proposed_by=user, proposed_at__gt=then)
    accepted = agreements.filter(accepted_at__gt=then).exclude(proposed_by=user)
    met = visits.filter(Q(happened_at__gt=then) | Q(missed_at__gt=then))
    cancelled = visits.filter(cancelled_at__gt=then, cancelled_by=user)
    done = (Exists(facts) for facts in (later, proposed, accepted, met, cancelled))
    letters = Message.objects.filter(_mine(user), *(~fact for fact in done), exchange__ended_at=None)
    return letters.exclude(author=user).select_related(*_PEOPLE, "author").order_by("-sent_at")


def _next_visits(user: User, now: datetime) -> QuerySet[Visit]:
    """The next visit of each exchange: those of every week are said once."""
    coming = Visit.objects.unsettled().filter(ends_at__gt=now)
    before = coming.filter(exchange=OuterRef("exchange"), starts_at__lt=OuterRef("starts_at"))
    return coming.filter(_mine(user), ~Exists(before)).select_related(*_PEOPLE, "agreement")


def _exchanges(user: User) -> QuerySet[Exchange]:
    proposed = Agreement.objects.proposed().filter(exchange=OuterRef("pk"), proposed_by=user)
    live = Exchange.objects.live().of(user).annotate(awaits_the_other=Exists(proposed))
    return live.select_related("asker", "helper", "need__service", "need__commune").order_by("opened_at")


def _needs(user: User) -> QuerySet[Need]:
    needs = (
        Need.objects.open()
        .filter(author=user)
        .annotate(
            asked_count=Count("suggestions"),
            has_quotes=Exists(Quote.objects.standing().filter(need=OuterRef("pk"))),
        )
    )
    return needs.select_related("service", "commune").order_by("published_at")


def _offers(user: User) -> QuerySet[Offer]:
    return Offer.objects.filter(author=user, withdrawn_at=None).order_by("published_at")
