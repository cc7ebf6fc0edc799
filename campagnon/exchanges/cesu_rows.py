"""A declared job line by line: what its pages and its papers list."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.cesu.costs import Cost
from campagnon.common import saying
from campagnon.common.templatetags.campagnon import euros
from campagnon.exchanges import phrases
from campagnon.exchanges.cesu_phrases import full_day, hours_to_type, month_name, month_state, period
from campagnon.exchanges.employment import (
    Employment,
    agreement_of,
    hired_on,
    month_worked,
    undeclared,
    worked_elsewhere,
)
from campagnon.exchanges.models import Agreement, Exchange
from campagnon.exchanges.months import Month, month_before, write_month
from campagnon.exchanges.pay import law_of
from campagnon.people.models import User

# A question, its answer, and no address to change it: what `summary_list.html` shows.
Rows = list[tuple[str, str, str]]


@dataclass(frozen=True)
class MonthRow:
    """One month of a declared job, in a list."""

    name: str
    length: str
    state: str
    url: str


def month_rows(job: Employment) -> list[MonthRow]:
    """The months of a declared job, the newest first."""
    return [
        MonthRow(
            phrases.sentence(month_name(month.first, job.today)),
            phrases.length(month.hours),
            month_state(month, job.today),
            month_url(job.exchange, month.first),
        )
        for month in job.months
    ]


def month_title(exchange: Exchange, month: Month, reader: User, today: date) -> str:
    """« Novembre avec Karim : 8 h », « Novembre chez Léa : 8 h »."""
    said = {
        "month": phrases.sentence(month_name(month.first, today)),
        "name": exchange.other(reader),
        "length": phrases.length(month.hours),
    }
    if reader.pk == exchange.asker_id:
        return _("%(month)s avec %(name)s : %(length)s") % said
    return _("%(month)s chez %(name)s : %(length)s") % said


def elsewhere_rows(exchange: Exchange, month: Month) -> list[MonthRow]:
    """What the same two did that month in other declared jobs."""
    return [
        MonthRow(one.need.service.label, phrases.length(hours), "", month_url(one, month.first))
        for one, hours in worked_elsewhere(exchange, month.first)
    ]


def last_month_to_declare(employer: User) -> list[MonthRow]:
    """What an employer did not say to have declared of the month that ended; never of an older one."""
    today = timezone.localdate()
    first = month_before(today)
    return [
        MonthRow(
            month_title(one, month, employer, today),
            phrases.length(month.hours),
            month_state(month, today),
            month_url(one, first),
        )
        for one in undeclared(first).filter(asker=employer)
        if (month := month_worked(one, first))
    ]


def typed_rows(exchange: Exchange, month: Month, cost: Cost | None) -> Rows:
    """What goes where on the site of the Urssaf; the wage only when it was just typed."""
    agreed = _("celui que vous avez convenu, congés payés compris")
    return [
        (_("Salarié"), str(exchange.helper), ""),
        (_("Période d’emploi"), period(month, agreement_of(exchange), hired_on(exchange)), ""),
        (_("Nombre d’heures"), hours_to_type(month.hours), ""),
        (_("Salaire net d’une heure"), euros(cost.wage.net) if cost else agreed, ""),
        (_("Salaire net total"), euros(cost.net) if cost else _("le site le calcule"), ""),
    ]


def cost_rows(exchange: Exchange, cost: Cost) -> Rows:
    """What the hours cost: the credit only where the service gives it."""
    law = law_of(exchange, cost.rates_on)
    rows = [
        (_("%(name)s reçoit, net") % {"name": exchange.helper}, euros(cost.net), ""),
        (_("Salaire brut, dont 10 % de congés"), euros(cost.gross), ""),
        (_("Vos cotisations"), euros(cost.employer_contributions), ""),
        (_("Cela vous coûte en tout"), euros(cost.total), ""),
    ]
    if law and law.gives_credit:
        rows.append((_("Il vous reste, après le crédit d’impôt"), euros(cost.after_credit), ""))
    return rows


def contract_rows(exchange: Exchange, agreement: Agreement) -> Rows:
    """What the contract already says, to look at before it is printed."""
    return [
        (_("Employeur"), _person(exchange.asker), ""),
        (_("Personne employée"), _person(exchange.helper), ""),
        (_("Travail"), exchange.need.service.label, ""),
        (_("Lieu"), exchange.need.commune.name, ""),
        (_("Début"), full_day(hired_on(exchange)), ""),
        (_("Horaires"), rhythm(agreement), ""),
    ]


def _person(person: User) -> str:
    return f"{person}, {person.commune.name}" if person.commune else str(person)


def rhythm(agreement: Agreement) -> str:
    """« chaque samedi à 9 h, 2 h par semaine », « samedi 28 novembre à 9 h, pendant 2 h »."""
    here = timezone.localtime(agreement.starts_at)
    said = {
        "weekday": saying.DAYS[here.weekday()],
        "day": phrases.day(agreement.starts_at),
        "hour": saying.hour(here.time()),
        "length": phrases.length(agreement.hours),
    }
    if agreement.is_weekly:
        return _("chaque %(weekday)s à %(hour)s, %(length)s par semaine") % said
    return _("%(day)s à %(hour)s, pendant %(length)s") % said


def month_url(exchange: Exchange, first: date) -> str:
    return reverse("exchanges:employment_month", args=[exchange.public_id, write_month(first)])
