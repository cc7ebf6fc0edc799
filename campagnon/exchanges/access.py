"""The doors of this room: a stranger gets the same 404 as for what does not exist."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from campagnon.catalogue.modes import Mode
from campagnon.exchanges.employment import agreement_of, month_worked
from campagnon.exchanges.models import Exchange, Quote, Visit
from campagnon.exchanges.months import Month, read_month
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need
from campagnon.people.models import Agent, User

# A link in a message stands for its reader this long: a visit is asked about twice, then thanked for.
LINK_LIFE = timedelta(days=21)
_WITH_PEOPLE = (
    "need__service",
    "need__commune",
    "offer",
    "asker__commune",
    "helper__commune",
    "helper__professional",
)


@dataclass(frozen=True)
class Reader:
    """Somebody who came by a link of their own, and the visit it is about."""

    visit: Visit
    user: User


def get_exchange_for(user: User, public_id: str) -> Exchange:
    """An exchange, for one of the two it joins."""
    return get_object_or_404(Exchange.objects.of(user).select_related(*_WITH_PEOPLE), public_id=public_id)


def get_suggested_exchange_for(user: User, public_id: str) -> Exchange:
    """An exchange whose asker was told that it might become a declared job, for that asker."""
    suggested = Exchange.objects.filter(asker=user, cesu_suggested_at__isnull=False)
    return get_object_or_404(suggested, public_id=public_id)


def get_employment_for(user: User, public_id: str) -> Exchange:
    """An exchange that was agreed in CESU, for one of the two it joins."""
    exchange = get_exchange_for(user, public_id)
    if agreement_of(exchange) is None:
        raise Http404
    return exchange


def get_employment_as_employer(user: User, public_id: str) -> Exchange:
    """The same, for the one who employs."""
    exchange = get_employment_for(user, public_id)
    if exchange.asker_id != user.pk:
        raise Http404
    return exchange


def get_month_for(exchange: Exchange, written: str) -> Month:
    """A month in which something was worked, by the word of its address."""
    first = read_month(written)
    month = month_worked(exchange, first) if first else None
    if month is None:
        raise Http404
    return month


def get_visit_for(user: User, public_id: str) -> Visit:
    """A visit, for one of the two it joins."""
    mine = Visit.objects.filter(Q(exchange__asker=user) | Q(exchange__helper=user))
    return get_object_or_404(_with_exchange(mine), public_id=public_id)


def get_suggestion_by_token(token: str) -> Suggestion:
    """The request that a message's link stands for."""
    requests = Suggestion.objects.select_related(
        "need__service", "need__commune", "need__author", "offer", "helper__professional"
    )
    return get_object_or_404(requests, token=token, helper__closed_at=None)


def get_need(public_id: str) -> Need:
    """A need, for anybody: what its page shows depends on who reads."""
    needs = Need.objects.select_related("service", "commune", "author")
    return get_object_or_404(needs, public_id=public_id)


def get_need_for(user: User, public_id: str) -> Need:
    """A need, for its author."""
    needs = Need.objects.select_related("service", "commune", "author")
    return get_object_or_404(needs, public_id=public_id, author_id=user.pk)


def sign_visit(visit: Visit, user: User) -> str:
    """A token by which `user` can say, from a message, what became of a visit."""
    return _signer().sign(f"{visit.public_id}:{user.public_id}")


def get_reader(token: str) -> Reader:
    """Who holds a visit's link, if it is still young and both are still there."""
    try:
        visit_id, user_id = _signer().unsign(token, max_age=LINK_LIFE).split(":")
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    user = get_object_or_404(User.objects.opened(), public_id=user_id)
    return Reader(get_visit_for(user, visit_id), user)


def _with_exchange(visits):
    return visits.select_related("agreement", *(f"exchange__{name}" for name in _WITH_PEOPLE))


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="campagnon.exchanges.visit")


def is_agent_for(user, need: Need) -> bool:
    """Whether somebody serves at the counter of the need's territory."""
    if not user.is_authenticated:
        return False
    return Agent.objects.serving().filter(user=user, territory__epci=need.commune.epci_id).exists()


def get_suggestion_for(user: User, token: str) -> Suggestion:
    """The request that a professional answers by a quote, for the one who was asked."""
    suggestion = get_suggestion_by_token(token)
    in_trade = suggestion.need.modes & suggestion.need.service.modes & suggestion.offer.modes & Mode.PRO
    if suggestion.helper_id != user.pk or not in_trade:
        raise Http404
    return suggestion


def get_quote_for(user: User, public_id: str) -> Quote:
    """A quote, for its author; once sent, for the household too."""
    return get_object_or_404(_with_need(Quote.objects.seen_by(user)), public_id=public_id)


def get_own_quote(user: User, public_id: str) -> Quote:
    """A quote, for the professional who wrote it."""
    return get_object_or_404(_with_need(Quote.objects.filter(helper=user)), public_id=public_id)


def get_quote_to_answer(user: User, public_id: str) -> Quote:
    """A quote that was sent, for the household to which it was."""
    sent = Quote.objects.sent().filter(need__author=user)
    return get_object_or_404(_with_need(sent), public_id=public_id)


def _with_need(quotes):
    return quotes.select_related(
        "need__service",
        "need__commune",
        "need__author",
        "helper__professional",
        "helper__commune",
        "suggestion",
    ).prefetch_related("lines")
