"""The forms of an exchange with what is known already written in, for whoever fills them."""

from django.http import QueryDict
from django.utils import timezone

from campagnon.catalogue.modes import split_modes
from campagnon.exchanges import phrases
from campagnon.exchanges.actions.answering import Proposal, modes_allowed
from campagnon.exchanges.forms import ProposalForm, ThanksForm, written_hours
from campagnon.exchanges.models import Exchange, Thanks, Visit
from campagnon.matching.models import Suggestion
from campagnon.people.models import User


def answer_form(suggestion: Suggestion, forward: Proposal | None, data: QueryDict | None) -> ProposalForm:
    """A yes with what is put forward, which nobody has to change."""
    initial = {}
    if forward:
        here = timezone.localtime(forward.starts_at)
        initial = {
            "mode": forward.mode,
            "day": here.date(),
            "hour": here.time(),
            "hours": written_hours(forward.hours),
            "is_weekly": forward.is_weekly,
        }
    return ProposalForm(
        data,
        service=suggestion.need.service,
        helper=suggestion.helper,
        modes=modes_allowed(suggestion, on=timezone.localdate()),
        may_be_weekly=suggestion.need.is_recurring,
        initial=initial,
    )


def proposal_form(exchange: Exchange, data: QueryDict | None) -> ProposalForm:
    """Another moment, from the last that was spoken of."""
    last = exchange.agreements.filter(moves=None).latest("proposed_at", "pk")
    here = timezone.localtime(last.starts_at)
    allowed = exchange.need.modes & exchange.need.service.modes
    if exchange.offer:
        allowed = allowed & exchange.offer.modes or allowed
    return ProposalForm(
        data,
        service=exchange.need.service,
        helper=exchange.helper,
        modes=split_modes(allowed | last.mode),
        may_be_weekly=exchange.need.is_recurring,
        may_give_contact=exchange.agreements.standing().exists(),
        initial={
            "mode": last.mode,
            "day": here.date(),
            "hour": here.time(),
            "hours": written_hours(last.hours),
            "is_weekly": last.is_weekly,
        },
    )


def move_form(visit: Visit, data: QueryDict | None) -> ProposalForm:
    """Another moment for one visit only."""
    here = timezone.localtime(visit.starts_at)
    return ProposalForm(
        data,
        service=visit.exchange.need.service,
        helper=visit.exchange.helper,
        modes=[visit.agreement.mode],
        may_be_weekly=False,
        may_give_contact=True,
        initial={"day": here.date(), "hour": here.time(), "hours": written_hours(visit.hours)},
    )


def thanks_form(visit: Visit, reader: User, said: Thanks | None, data: QueryDict | None) -> ThanksForm:
    """A word of thanks, with what was said before."""
    initial = {"is_over": "no" if visit.agreement.is_weekly else "yes"}
    if said:
        again = {True: "yes", False: "no", None: ""}[said.would_again]
        initial |= {"words": said.words, "would_again": again}
    return ThanksForm(
        data,
        name=phrases.name(visit.exchange.other(reader)),
        is_asker=reader.pk == visit.exchange.asker_id,
        initial=initial,
    )
