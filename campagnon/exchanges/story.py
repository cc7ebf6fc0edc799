"""A need told from its publication to its end, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campagnon.common.templatetags.campagnon import in_words
from campagnon.exchanges import phrases
from campagnon.exchanges.facts import gather_facts
from campagnon.exchanges.models import Agreement, EndReason, Exchange, Visit
from campagnon.exchanges.states import State, Step, due_steps, state_of
from campagnon.matching.models import Answer, Suggestion
from campagnon.notices.models import CloseReason, Need
from campagnon.people.models import Agent


@dataclass(frozen=True)
class Event:
    """One thing that happened, or the one that comes next."""

    at: datetime
    sentence: str
    is_past: bool = True
    # What comes next is a deadline, unless it is the visit itself.
    is_visit: bool = False


def tell_story(need: Need) -> list[Event]:
    """The events of a need, oldest first, the next step last; four queries."""
    suggestions = list(need.suggestions.select_related("helper").order_by("asked_at"))
    exchanges = list(
        need.exchanges.select_related("helper", "asker")
        .prefetch_related("agreements", "visits")
        .annotate(last_message_at=Max("messages__sent_at"))
        .order_by("opened_at")
    )
    requests = list(_requests(suggestions))
    events = [Event(need.published_at, _("Votre besoin est publié."))]
    events += [event for event in requests if event.at == need.published_at]
    events += _answers(suggestions)
    for exchange in exchanges:
        events += _exchange_events(exchange)
    # At the same instant, who left comes before who is asked instead.
    events += [event for event in requests if event.at != need.published_at]
    if need.closed_at:
        events.append(Event(need.closed_at, _closed(need)))
    events.sort(key=lambda event: event.at)
    live = next((exchange for exchange in exchanges if exchange.ended_at is None), None)
    coming = _next_of_exchange(live) if live else _next_of_search(need, anybody_asked=bool(suggestions))
    return [*events, coming] if coming else events


def _requests(suggestions: list[Suggestion]) -> Iterator[Event]:
    """How many people were asked at each moment; those asked twice are told of as such."""
    for at, count in _by_minute([suggestion.asked_at for suggestion in suggestions]):
        sentence = ngettext(
            "%(number)s personne a été prévenue.", "%(number)s personnes ont été prévenues.", count
        )
        yield Event(at, sentence % {"number": in_words(count, "f").capitalize()})
    for at, count in _by_minute([s.asked_again_at for s in suggestions if s.asked_again_at]):
        sentence = ngettext(
            "Nous avons redemandé à %(number)s personne.",
            "Nous avons redemandé à %(number)s personnes.",
            count,
        )
        yield Event(at, sentence % {"number": in_words(count, "f")})


def _by_minute(moments: list[datetime]) -> Iterator[tuple[datetime, int]]:
    """The first moment of each minute, and how many fall in it."""
    for _minute, found in groupby(sorted(moments), key=lambda at: at.replace(second=0, microsecond=0)):
        together = list(found)
        yield together[0], len(together)


def _answers(suggestions: list[Suggestion]) -> Iterator[Event]:
    for suggestion in suggestions:
        said = {"name": phrases.sentence(phrases.name(suggestion.helper))}
        if suggestion.answered_at and suggestion.answer == Answer.NO:
            yield Event(suggestion.answered_at, _("%(name)s ne peut pas.") % said)
        elif suggestion.answered_at and suggestion.answer == Answer.LATER:
            yield Event(suggestion.answered_at, _("%(name)s ne peut pas cette fois-ci.") % said)


def _exchange_events(exchange: Exchange) -> Iterator[Event]:
    for agreement in exchange.agreements.all():
        yield from _agreement_events(exchange, agreement)
    for visit in exchange.visits.all():
        yield from _visit_events(visit)
    said = {"name": phrases.name(exchange.helper)}
    sentences = {
        EndReason.ASKER_DECLINED: _("Vous avez préféré demander à quelqu’un d’autre que %(name)s."),
        EndReason.HELPER_DECLINED: _("%(name)s ne peut finalement pas."),
        EndReason.SILENCE: _("Avec %(name)s, cela n’a pas abouti."),
    }
    if exchange.ended_at and exchange.end_reason in sentences:
        sentence = sentences[EndReason(exchange.end_reason)] % said
        yield Event(exchange.ended_at, phrases.sentence(sentence))


def _agreement_events(exchange: Exchange, agreement: Agreement) -> Iterator[Event]:
    when = phrases.rhythm(agreement.starts_at, is_weekly=agreement.is_weekly)
    said = {"name": phrases.name(exchange.helper), "when": when}
    if agreement.proposed_by_id == exchange.helper_id:
        yield Event(agreement.proposed_at, phrases.sentence(_("%(name)s propose %(when)s.") % said))
    else:
        yield Event(agreement.proposed_at, _("Vous proposez %(when)s à %(name)s.") % said)
    if agreement.declined_at:
        kept = (
            _("Vous préférez garder le rendez-vous prévu.")
            if agreement.proposed_by_id == exchange.helper_id
            else _("%(name)s préfère garder le rendez-vous prévu.") % said
        )
        yield Event(agreement.declined_at, phrases.sentence(kept))
    if agreement.accepted_at:
        yield Event(agreement.accepted_at, _("C’est entendu avec %(name)s : %(when)s.") % said)


def _visit_events(visit: Visit) -> Iterator[Event]:
    said = {"when": phrases.moment(visit.starts_at)}
    if visit.cancelled_at:
        if visit.cancelled_by_id:
            yield Event(visit.cancelled_at, _("Le rendez-vous %(when)s est annulé.") % said)
    elif visit.happened_at:
        yield Event(visit.happened_at, _("Le rendez-vous %(when)s a eu lieu.") % said)
    elif visit.missed_at:
        yield Event(visit.missed_at, _("Le rendez-vous %(when)s n’a pas eu lieu.") % said)


def _closed(need: Need) -> str:
    return {
        CloseReason.HELPED: _("C’est fait : le besoin est fermé."),
        CloseReason.ELSEWHERE: _("Vous avez trouvé autrement : le besoin est fermé."),
        CloseReason.USELESS: _("Ce n’est plus utile : le besoin est fermé."),
        CloseReason.NOBODY: _("Personne n’a pu : nous avons fermé le besoin."),
        CloseReason.PAST: _("La date est passée : le besoin est fermé."),
    }[CloseReason(need.close_reason)]


def _next_of_exchange(exchange: Exchange) -> Event:
    """What comes next between two people, in their words."""
    agreements, visits = list(exchange.agreements.all()), list(exchange.visits.all())
    facts = gather_facts(exchange, agreements, visits, exchange.last_message_at)
    state = state_of(facts)
    name = exchange.helper.first_name
    open_visits = [v for v in visits if not (v.cancelled_at or v.happened_at or v.missed_at or v.asked_at)]
    waiting = next((a for a in agreements if a.waits), None)
    if state is State.AGREED and open_visits:
        said = {"name": name, "when": phrases.hour(open_visits[0].starts_at)}
        return Event(
            open_visits[0].starts_at, _("%(name)s vient à %(when)s.") % said, is_past=False, is_visit=True
        )
    if state is State.PROPOSED and waiting:
        awaited = _("Nous attendons votre réponse.")
        if waiting.proposed_by_id == exchange.asker_id:
            awaited = _("Nous attendons la réponse de %(name)s.") % {"name": name}
        then = _("Sans nouvelles, nous demandons à quelqu’un d’autre.")
        ends_at = [due.at for due in due_steps(facts, exchange.next_step_at) if due.step is Step.GIVE_UP]
        return Event(ends_at[0], f"{awaited} {then}", is_past=False)
    sentences = {
        State.AGREED: _("Le prochain rendez-vous est en préparation."),
        State.PROPOSED: _("Vous pouvez proposer un moment."),
        State.QUOTED: _("Vous avez un devis à regarder."),
        State.UNSURE: _("Dites-nous si le rendez-vous a eu lieu."),
        State.MISSED: _("Proposez un autre moment, ou nous demandons à quelqu’un d’autre."),
        State.HAPPENED: _("Sans nouvelles de vous, nous fermons le besoin comme satisfait."),
    }
    return Event(exchange.next_step_at, sentences[state], is_past=False)


def _next_of_search(need: Need, *, anybody_asked: bool) -> Event | None:
    """What comes next while nobody has the need in hand; a town hall is named only where one serves."""
    if need.next_step_at is None:
        return None
    if need.widened_at is None and anybody_asked:
        sentence = _("Sans réponse, nous demandons à d’autres personnes.")
    elif need.widened_at is None:
        sentence = _("Nous cherchons qui pourrait venir jusque chez vous.")
    elif need.asker_told_at is None:
        sentence = _("Nous vous disons ce qui a été fait.")
    elif not Agent.objects.serving().of_commune(need.commune).exists():
        sentence = _("Nous cherchons encore, et vous donnons des nouvelles.")
    elif need.desk_told_at is None:
        sentence = _("Si personne n’a répondu, la mairie prend le relais.")
    else:
        sentence = _("La mairie s’en occupe ; nous vous donnons des nouvelles.")
    return Event(need.next_step_at, sentence, is_past=False)
