"""Every way in, one function each: the only lines to change when a channel gets its real door."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from django.conf import settings
from django.test import Client

from campagnon.channels.hands import is_told_by_hand
from campagnon.channels.models import Delivery
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import Outcome, Proposal, answer_suggestion
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.journal.acting import acting_for
from campagnon.journal.actions import record
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.closing import close_need
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.drafts import NEED_KEY, Draft
from campagnon.notices.models import CameBy, CloseReason, Need
from campagnon.people.models import User

AT_THE_COUNTER = frozenset({CameBy.PHONE, CameBy.COUNTER, CameBy.PAPER})


def as_them(person: User, agent: User) -> AbstractContextManager[None]:
    """Whoever is told by hand answers by hand: the agent writes it down."""
    if is_told_by_hand(person):
        return acting_for(person, by=agent, reason="Appel")
    return nullcontext()


def need_comes(draft: NeedDraft, person: User, agent: User, now: datetime) -> Need:
    """A need, by the site, by SMS or by e-mail; at the counter an agent writes it."""
    if draft.came_by in AT_THE_COUNTER:
        with acting_for(person, by=agent, reason="Besoin dicté"):
            return publish_need(draft, by=person, now=now)
    return publish_need(draft, by=person, now=now)


def need_comes_by_a_form(draft: NeedDraft, person: User, key: str, *, times: int) -> list[str]:
    """The same form through the whole of Django, so many times; where each sending leads."""
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.force_login(person)
    session = client.session
    Draft(
        words=draft.words,
        service=draft.service.slug,
        commune=draft.commune.insee,
        modes=draft.modes,
        starts_on=draft.starts_on.isoformat() if draft.starts_on else "",
        ends_on=draft.ends_on.isoformat() if draft.ends_on else "",
        part_of_day=draft.part_of_day,
        is_recurring=draft.is_recurring,
    ).save(session, NEED_KEY)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    answers = [client.post("/besoin/publication/", {"_once": key}) for _ in range(times)]
    return [answer.headers.get("Location", str(answer.status_code)) for answer in answers]


def help_is_answered(
    suggestion: Suggestion, answer: str, proposal: Proposal | None, agent: User, now: datetime
) -> Outcome:
    """A helper's yes, no or later: by the link, a digit, or to the agent on the telephone."""
    with as_them(suggestion.helper, agent):
        return answer_suggestion(suggestion, answer=answer, by=suggestion.helper, proposal=proposal, now=now)


def moment_is_accepted(agreement: Agreement, by: User, agent: User, now: datetime) -> bool:
    with as_them(by, agent):
        return accept_agreement(agreement, by=by, now=now)


def moment_is_proposed(exchange: Exchange, proposal: Proposal, by: User, agent: User, now: datetime) -> bool:
    with as_them(by, agent):
        return propose_moment(exchange, proposal, by=by, now=now) is not None


def exchange_is_declined(exchange: Exchange, by: User, agent: User, now: datetime) -> bool:
    with as_them(by, agent):
        return decline_exchange(exchange, by=by, now=now)


def visit_is_settled(visit: Visit, happened: bool, by: User, agent: User, now: datetime) -> bool:
    with as_them(by, agent):
        return settle_visit(visit, happened=happened, by=by, now=now)


def weekly_help_stops(need: Need, agent: User, now: datetime) -> bool:
    with as_them(need.author, agent):
        return close_need(need, reason=CloseReason.HELPED, by=need.author, now=now)


def delivery_is_said(delivery: Delivery, agent: User, now: datetime) -> None:
    """An agent has called, or posted the letter."""
    if Delivery.objects.waiting().filter(pk=delivery.pk).update(sent_at=now):
        record("delivery.said", target=delivery, by=agent)


def over_budget(since: datetime, until: datetime) -> int:
    """How many people got more than their week allows of what can be silenced: a digest and a nudge."""
    from tests.year.budget import people_over_budget

    return people_over_budget(since, until)
