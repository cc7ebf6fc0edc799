"""The search for a helper: an agreement stops it, and it starts again when the agreement falls."""

from datetime import datetime

from django.utils import timezone

from campagnon.channels.actions import withdraw_question
from campagnon.channels.budget import may_still_be_asked
from campagnon.exchanges import mail
from campagnon.exchanges.models import Exchange, Quote
from campagnon.matching.actions.asking import ASKED_AT_ONCE, ask_helpers
from campagnon.matching.actions.laddering import first_step_at
from campagnon.matching.habits import TOO_RECENT
from campagnon.matching.models import Suggestion
from campagnon.matching.questions import HELP
from campagnon.notices.models import Need, Offer


def spare_the_others(exchange: Exchange, *, now: datetime) -> None:
    """Somebody comes: those in reserve are told kindly, those who have not answered are left in peace."""
    others = exchange.need.suggestions.exclude(helper=exchange.helper)
    for suggestion in others.said_yes().select_related("helper"):
        suggestion.need = exchange.need
        mail.tell_reserve(suggestion)
    waiting = others.waiting()
    withdraw_question(HELP, *waiting.values_list("token", flat=True), now=now)
    waiting.update(ended_at=now)


def search_again(need: Need, *, now: datetime) -> list[Suggestion]:
    """Ask who comes next for a need whose helper left: those who were asked already, then the nearest."""
    if need.last_day is not None and need.last_day < timezone.localdate(now):
        # Nobody can come yesterday: the search closes it at its next step.
        Need.objects.open().filter(pk=need.pk).update(next_step_at=now)
        return []
    reserves, stopped = _reserves(need), _stopped_too_soon(need, now)
    asked = _ask_again(need, [*reserves, *stopped], now)
    # Only a yes already given spares a new request.
    if len(reserves) < ASKED_AT_ONCE:
        asked += ask_helpers(need, count=ASKED_AT_ONCE - len(reserves), now=now)
    # Their helper leaves, and they are told: the search begins again from its first step.
    next_step_at = first_step_at(need, now)
    Need.objects.open().filter(pk=need.pk).update(next_step_at=next_step_at)
    return asked


def _reserves(need: Need) -> list[Suggestion]:
    """Those who had said yes just after another, first come first."""
    reserves = need.suggestions.said_yes().select_related("helper")
    # Whoever sent a quote has said all there is to say: the household answers.
    return list(reserves.exclude(quotes__in=Quote.objects.standing()).order_by("answered_at"))


def _stopped_too_soon(need: Need, now: datetime) -> list[Suggestion]:
    """Those whom an agreement stopped before they could answer, nearest first, who may be asked this week."""
    stopped = need.suggestions.stopped().filter(offer__in=Offer.objects.open()).select_related("helper")
    soon = [one for one in stopped.order_by("minutes") if one.ended_at - one.last_asked_at < TOO_RECENT]
    may_be = may_still_be_asked([one.helper_id for one in soon], now)
    return [one for one in soon if one.helper_id in may_be]


def _ask_again(need: Need, suggestions: list[Suggestion], now: datetime) -> list[Suggestion]:
    for suggestion in suggestions:
        had_said_yes = suggestion.answered_at is not None
        suggestion.answer, suggestion.answered_at = "", None
        suggestion.asked_again_at, suggestion.ended_at = now, None
        suggestion.save(update_fields=["answer", "answered_at", "asked_again_at", "ended_at"])
        suggestion.need = need
        mail.ask_again(suggestion, had_said_yes=had_said_yes)
    return suggestions
