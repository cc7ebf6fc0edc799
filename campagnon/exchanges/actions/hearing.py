"""What exchanges do when one word answers what they asked: the same acts as the pages' buttons."""

from collections.abc import Callable
from datetime import datetime

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from campagnon.catalogue.modes import Mode
from campagnon.channels.actions import StillWaiting, pose, promise_a_call, whom_to_call
from campagnon.channels.models import Question, Word
from campagnon.channels.signals import answered, reply_received
from campagnon.common.links import absolute
from campagnon.exchanges import phrases
from campagnon.exchanges.actions.agreeing import accept_agreement, decline_agreement
from campagnon.exchanges.actions.answering import (
    Outcome,
    Proposal,
    answer_suggestion,
    can_answer,
    put_forward,
)
from campagnon.exchanges.actions.ending import decline_exchange
from campagnon.exchanges.actions.visiting import settle_visit
from campagnon.exchanges.actions.writing import LONGEST_MESSAGE, ContactDetailsFound, send_message
from campagnon.exchanges.contact_refused import why_refused
from campagnon.exchanges.mail.letters import CONVERSATION
from campagnon.exchanges.models import Agreement, Exchange, Visit
from campagnon.exchanges.questions import AGREEMENT, PARTING, VISIT, ask_to_go_on
from campagnon.matching.minors import may_come_at
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.questions import HELP
from campagnon.people.models import User


@receiver(answered)
def hear_answer(question: Question, now: datetime, **kwargs) -> str | None:
    hear = HEARERS.get(question.purpose)
    return hear(question, now) if hear else None


def _hear_help(question: Question, now: datetime) -> str:
    suggestions = Suggestion.objects.select_related(
        "need__service", "need__commune", "need__author", "offer", "helper__professional"
    )
    suggestion = suggestions.filter(token=question.target, helper=question.person).first()
    if suggestion is None or not can_answer(suggestion):
        return _no_longer_needed()
    if question.answer == Word.NO:
        answer_suggestion(suggestion, answer=Answer.NO, by=question.person, now=now)
        return _("C’est noté, merci de l’avoir dit : nous demandons à quelqu’un d’autre.")
    proposal = _proposed_by_a_yes(suggestion, now)
    outcome = answer_suggestion(suggestion, answer=Answer.YES, by=question.person, proposal=proposal, now=now)
    said = {"name": suggestion.need.author.first_name, "what": phrases.put_forward(proposal)}
    if outcome is Outcome.OPENED:
        return _("Merci. Nous proposons à %(name)s : %(what)s. Sa réponse vous sera envoyée.") % said
    if outcome is Outcome.RESERVE:
        return _("Merci. Quelqu’un a dit oui juste avant vous : nous vous gardons en réserve.")
    return _no_longer_needed()


def _proposed_by_a_yes(suggestion: Suggestion, now: datetime) -> Proposal:
    """What the page puts forward; when one word is not enough, the page says the rest."""
    proposal = put_forward(suggestion, now=now)
    link = absolute(reverse("exchanges:answer", args=[suggestion.token]))
    if proposal is None:
        raise StillWaiting(_("Votre offre ne permet plus de dire oui : mettez-la à jour. %s") % link)
    if proposal.mode == Mode.PRO:
        raise StillWaiting(_("Merci. Il y faut un devis : écrivez-le ici. %s") % link)
    service = suggestion.need.service
    if not may_come_at(suggestion.helper, service, starts_at=proposal.starts_at, ends_at=proposal.ends_at):
        raise StillWaiting(_("Avant 18 ans, on garde des enfants entre 6 h et 20 h. Autre heure : %s") % link)
    return proposal


def _hear_agreement(question: Question, now: datetime) -> str:
    agreement = Agreement.objects.select_related("exchange__helper").filter(pk=question.target).first()
    if agreement is None or question.person_id not in _the_two(agreement.exchange):
        return _no_longer_needed()
    exchange, person = agreement.exchange, question.person
    name = exchange.other(person).first_name
    if question.answer == Word.YES:
        if accept_agreement(agreement, by=person, now=now):
            return _("C’est entendu avec %(name)s. Tous les détails arrivent.") % {"name": name}
        return _("Merci. Cette proposition n’est plus valable.")
    if decline_agreement(agreement, by=person, now=now):
        return _("C’est noté, rien ne change. Nous prévenons %(name)s.") % {"name": name}
    agreement.refresh_from_db()
    if not agreement.waits or exchange.ended_at is not None:
        return _("Merci. Cette proposition n’est plus valable.")
    code = pose(person, ask_to_go_on(exchange, exchange.other(person), agreement)).code
    words = _(
        "C’est noté. Un autre moment avec %(name)s ? %(code)s1 oui : la mairie vous rappelle. "
        "%(code)s2 non : nous prévenons %(name)s."
    )
    return words % {"name": name, "code": code}


def _hear_parting(question: Question, now: datetime) -> str:
    exchange = Exchange.objects.live().filter(public_id=question.target).first()
    if exchange is None or question.person_id not in _the_two(exchange):
        return _no_longer_needed()
    name = exchange.other(question.person).first_name
    if question.answer == Word.YES:
        words = _("Choisir un autre moment avec %(name)s.") % {"name": name}
        if not promise_a_call(question.person, words, now=now):
            return whom_to_call(question.person, now=now)
        return _("Merci. La mairie vous rappelle pour choisir un autre moment.")
    decline_exchange(exchange, by=question.person, now=now)
    return _("C’est noté. Nous prévenons %(name)s, avec un mot aimable.") % {"name": name}


def _hear_visit(question: Question, now: datetime) -> str:
    visit = Visit.objects.select_related("exchange").filter(public_id=question.target).first()
    if visit is None or question.person_id not in _the_two(visit.exchange):
        return _no_longer_needed()
    if not settle_visit(visit, happened=question.answer == Word.YES, by=question.person, now=now):
        return _("C’est déjà noté, merci.")
    if question.answer == Word.YES:
        return _("Merci, c’est noté. Nous sommes contents que cela se soit fait.")
    return _("C’est noté, ce n’est pas grave. Un autre moment peut être proposé d’ici deux jours.")


@receiver(reply_received)
def hear_reply(person: User, purpose: str, target: str, text: str, now: datetime, **kwargs) -> str | None:
    """What is answered by e-mail is written in the conversation, under the same rules as on its page.

    Nothing is said back when it left; None when there is no such conversation.
    """
    exchange = (
        Exchange.objects.of(person).filter(public_id=target).first() if purpose == CONVERSATION else None
    )
    if exchange is None:
        return None
    if len(text) > LONGEST_MESSAGE:
        return _("C’est un peu long : %(count)s signes au plus.") % {"count": LONGEST_MESSAGE}
    try:
        sent = send_message(exchange, text, by=person, now=now)
    except ContactDetailsFound as found:
        return why_refused(found.details)
    return "" if sent else _("Cet échange est terminé : le message n’est pas parti.")


def _the_two(exchange: Exchange) -> set[int]:
    return {exchange.asker_id, exchange.helper_id}


def _no_longer_needed() -> str:
    return _("Merci de votre réponse. Ce n’est plus nécessaire : vous n’avez rien à faire.")


HEARERS: dict[str, Callable[[Question, datetime], str]] = {
    HELP: _hear_help,
    AGREEMENT: _hear_agreement,
    PARTING: _hear_parting,
    VISIT: _hear_visit,
}
