"""Every way in, one function each, through the door that people use."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from itertools import count

from django.conf import settings
from django.test import Client

from campagnon.channels import budget
from campagnon.channels.actions import receive_sms, take_answer
from campagnon.channels.hands import is_told_by_hand
from campagnon.channels.models import Channel, Delivery, Question, Word
from campagnon.desk.actions.opening import agree_aloud
from campagnon.desk.actions.posting import give_up_late, note_printed, post_letters
from campagnon.desk.actions.saying import can_say, mark_said
from campagnon.desk.envelopes import envelopes_of
from campagnon.exchanges.actions.agreeing import accept_agreement, propose_moment
from campagnon.exchanges.actions.answering import Outcome, Proposal, answer_suggestion, can_answer
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.journal.acting import acting_for
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.questions import HELP
from campagnon.notices.actions.closing import close_need
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.drafts import NEED_KEY, Draft
from campagnon.notices.hearing import NEED
from campagnon.notices.models import CameBy, CloseReason, Need
from campagnon.people.models import User

# What the network calls each SMS.
_NUMBERS = count()


def as_them(person: User, agent: User) -> AbstractContextManager[None]:
    """Whoever is told by hand answers by hand: the agent writes it down."""
    if is_told_by_hand(person):
        return acting_for(person, by=agent, reason="Appel")
    return nullcontext()


def need_comes(draft: NeedDraft, person: User, agent: User, now: datetime) -> None:
    """A need, by the site; by SMS, understood and confirmed; else an agent writes it at the counter."""
    if draft.came_by == CameBy.SMS and _need_comes_by_sms(draft, person, now):
        return
    if draft.came_by == CameBy.WEB:
        publish_need(draft, by=person, now=now)
    else:
        with acting_for(person, by=agent, reason="Besoin dicté"):
            publish_need(draft, by=person, now=now)


def _need_comes_by_sms(draft: NeedDraft, person: User, now: datetime) -> bool:
    """« besoin tondre la pelouse 12/05 Songeons », then « A1 »; False when it was left to the counter."""
    before = Need.objects.filter(author=person).count()
    when = f" {draft.starts_on:%d/%m/%Y}" if draft.starts_on else ""
    _send(person, f"besoin {draft.service.label.lower()}{when} {person.commune.name}", now)
    asked = Question.objects.open(now).filter(person=person, purpose=NEED).order_by("-asked_at").first()
    if asked is not None:
        _send(person, f"{asked.code}1", now)
    return Need.objects.filter(author=person).count() > before


def _send(person: User, text: str, now: datetime) -> None:
    """One SMS, which the network hands over twice."""
    number = f"sms-{next(_NUMBERS)}"
    for _time in range(2):
        receive_sms(sender=person.phone, text=text, external_id=number, now=now)


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
    """A helper's yes, no or later: by a digit, to the agent on the telephone, or by the link."""
    helper = suggestion.helper
    asked = Question.objects.open(now).filter(person=helper, purpose=HELP, target=suggestion.token).first()
    if asked is not None and answer in Word.values and can_answer(suggestion):
        if helper.prefers == Channel.SMS:
            _send(helper, f"{asked.code}{1 if answer == Word.YES else 2}", now)
            return _what_came_of(suggestion)
        if is_told_by_hand(helper):
            with acting_for(helper, by=agent, reason="Appel"):
                take_answer(asked, Word(answer), came_by=Channel.CALL, by=agent, now=now)
            return _what_came_of(suggestion)
    with as_them(helper, agent):
        return answer_suggestion(suggestion, answer=answer, by=suggestion.helper, proposal=proposal, now=now)


def _what_came_of(suggestion: Suggestion) -> Outcome:
    suggestion.refresh_from_db(fields=["answer", "answered_at", "ended_at"])
    if suggestion.answer != Answer.YES:
        return Outcome.DECLINED if suggestion.answer == Answer.NO else Outcome.SETTLED
    mine = Exchange.objects.live().filter(need=suggestion.need, helper=suggestion.helper)
    return Outcome.OPENED if mine.exists() else Outcome.RESERVE


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
    """An agent has called, having noted that a neighbour's words may be read; or posted what waits."""
    here = delivery.person.commune.epci.territory
    if delivery.channel == Channel.LETTER:
        envelopes = [e for e in envelopes_of([here], until=now, now=now) if e.person == delivery.person]
        give_up_late([here], now=now)
        note_printed(envelopes, by=agent, now=now)
        post_letters([here], until=now, by=agent, now=now)
        return
    if not can_say(delivery, now=now):
        agree_aloud(delivery.person, here, by=agent)
    mark_said(delivery, by=agent, now=now)


def over_budget(since: datetime, until: datetime) -> int:
    """How many people got more than their week allows of what can be silenced."""
    return len({person for person, _topic, _count in budget.over_budget(since, until)})
