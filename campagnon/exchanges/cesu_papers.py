"""A contract and the recap of a month as papers: made for whoever asks, kept nowhere."""

from datetime import date

from django.utils.translation import gettext as _

from campagnon.cesu.costs import Cost
from campagnon.cesu.phrases import minors_in_short
from campagnon.common.templatetags.campagnon import euros
from campagnon.common.typesetting import typeset
from campagnon.exchanges import phrases
from campagnon.exchanges.cesu_phrases import day_lines, full_day, full_month, of
from campagnon.exchanges.cesu_rows import cost_rows, rhythm, typed_rows
from campagnon.exchanges.employment import agreement_of, hired_on
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.months import Month
from campagnon.people.models import User


def typeset_contract(exchange: Exchange, hour: Cost, *, reader: User, on: date) -> bytes:
    """The PDF of a contract of one page; what we do not know, or may not tell, is left to the pen."""
    agreement = agreement_of(exchange)
    starts_on = hired_on(exchange)
    values = {
        "employer": _person(exchange.asker, reader),
        "employee": _person(exchange.helper, reader),
        "minor": "" if exchange.helper.is_adult_on(starts_on) else minors_in_short(starts_on),
        "is_lasting": agreement.is_weekly,
        "service": exchange.need.service.label,
        "place": exchange.need.commune.name,
        "starts": full_day(starts_on),
        "rhythm": phrases.sentence(rhythm(agreement)),
        "net": euros(hour.wage.net),
        "gross": euros(hour.wage.gross),
        "day": full_day(on),
    }
    return typeset("contract", values, title=_("Contrat de travail, CESU"), on=on)


def typeset_month(exchange: Exchange, month: Month, cost: Cost | None, *, on: date) -> bytes:
    """The PDF of a month: its days, what to type, and what it costs when a wage was just typed."""
    names = {"asker": exchange.asker, "helper": exchange.helper, "of_month": of(full_month(month.first))}
    values = {
        "service": f"{exchange.need.service.label}, {exchange.need.commune.name}",
        "days": [list(line) for line in day_lines(month)],
        "total": phrases.length(month.hours),
        "typed": [[question, answer] for question, answer, _url in typed_rows(exchange, month, cost)],
        "costs": [[question, answer] for question, answer, _url in cost_rows(exchange, cost)] if cost else [],
        "declare_by": full_day(month.declare_by),
        "day": full_day(on),
    }
    title = _("Heures %(of_month)s : %(helper)s chez %(asker)s") % names
    return typeset("hours", values, title=title, on=on)


def _person(person: User, reader: User) -> dict[str, str]:
    """A last name is shown to nobody but its owner: the other’s is written by hand."""
    return {
        "first_name": person.first_name,
        "last_name": person.last_name if person.pk == reader.pk else "",
        "commune": person.commune.name if person.commune else "",
    }
