"""What is written about a declared job: the recap of a month, one reminder, the word that it was declared."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.models import Delivery
from campagnon.channels.topics import Topic
from campagnon.common.links import absolute
from campagnon.exchanges import cesu_phrases, phrases
from campagnon.exchanges.employment import agreement_of, hired_on
from campagnon.exchanges.mail.letters import send
from campagnon.exchanges.models import Exchange
from campagnon.exchanges.months import Month, write_month

RECAP, REMINDER = "recap", "declare"


def tell_recap(exchange: Exchange, month: Month, *, has_unsettled: bool) -> None:
    """To the employer, once the month is over: the days, the hours, what to type and until when."""
    said = _said(exchange, month)
    days = " ; ".join(f"{day} ({length})" for day, length in cesu_phrases.day_lines(month))
    first = _("En %(month)s, %(helper)s a travaillé %(length)s pour vous : %(state)s.") % said
    lines = [
        first,
        _("%(service)s : %(days)s.") % {**said, "days": days},
        _(
            "Sur cesu.urssaf.fr, « Déclarer » : %(helper)s, période d’emploi %(period)s, %(hours)s heures, "
            "et le salaire net d’une heure que vous avez convenu."
        )
        % said,
    ]
    if has_unsettled:
        lines.append(
            _("Un rendez-vous reste sans nouvelles : dites s’il a eu lieu, et les heures seront justes.")
        )
    lines.append(
        _(
            "Quand c’est fait, cochez « C’est déclaré » et nous n’en reparlerons plus. "
            "Campagnon garde les heures, jamais le salaire."
        )
    )
    _write(exchange, month, RECAP, _("%(Month)s avec %(helper)s : %(length)s à déclarer") % said, lines)


def remind_to_declare(exchange: Exchange, month: Month) -> None:
    """To the employer, the day before the last one; never again."""
    said = _said(exchange, month)
    lines = [
        _("%(Month)s avec %(helper)s, %(length)s : %(state)s.") % said,
        _("Si c’est fait, dites-le. Nous ne le rappelons qu’une fois."),
    ]
    subject = _("%(Month)s avec %(helper)s : à déclarer d’ici le %(by)s") % said
    _write(exchange, month, REMINDER, subject, lines)


def tell_declared(exchange: Exchange, month: Month) -> None:
    """To the employee: the hours that the employer says to have declared."""
    said = _said(exchange, month)
    send(
        exchange.helper,
        subject=_("%(asker)s a déclaré vos heures %(of_month)s") % said,
        lines=[
            _("%(asker)s dit avoir déclaré vos heures %(of_month)s : %(length)s (%(service)s).") % said,
            _("Votre bulletin de salaire vous attend sur cesu.urssaf.fr, dans votre espace de salarié."),
            _("Ces heures ne vous semblent pas justes ? Un mot suffit, dans l’échange."),
        ],
        link=month_link(exchange, month),
        label=_("Voir mes heures"),
        key=f"declared-{exchange.public_id}-{write_month(month.first)}",
    )


def written(exchanges: Iterable[Exchange], first: date) -> dict[tuple[str, int], datetime]:
    """When each recap and each reminder of a month was written: (which, exchange) → moment."""
    keys = {_full_key(one, first, which): (which, one.pk) for one in exchanges for which in (RECAP, REMINDER)}
    rows = Delivery.objects.filter(key__in=keys).values_list("key", "written_at")
    return {keys[key]: written_at for key, written_at in rows}


def month_link(exchange: Exchange, month: Month) -> str:
    return absolute(
        reverse("exchanges:employment_month", args=[exchange.public_id, write_month(month.first)])
    )


def _write(exchange: Exchange, month: Month, which: str, subject: str, lines: list[str]) -> None:
    send(
        exchange.asker,
        subject=subject,
        lines=lines,
        link=month_link(exchange, month),
        label=_("Voir le mois"),
        key=_key(exchange, month.first, which),
        topic=Topic.DUTY,
    )


def _key(exchange: Exchange, first: date, which: str) -> str:
    return f"{which}-{exchange.public_id}-{write_month(first)}"


def _full_key(exchange: Exchange, first: date, which: str) -> str:
    """As the outbox keeps it, once it is addressed."""
    return f"{_key(exchange, first, which)}-{exchange.asker.public_id}"


def _said(exchange: Exchange, month: Month) -> dict[str, str]:
    today = timezone.localdate()
    name = cesu_phrases.month_name(month.first, today)
    return {
        "asker": str(exchange.asker),
        "helper": str(exchange.helper),
        "service": exchange.need.service.label,
        "month": name,
        "Month": phrases.sentence(name),
        "of_month": cesu_phrases.of(name),
        "length": phrases.length(month.hours),
        "hours": cesu_phrases.figure(month.hours),
        "period": cesu_phrases.period(month, agreement_of(exchange), hired_on(exchange)),
        "state": cesu_phrases.month_state(month, today),
        "by": cesu_phrases.short_day(month.declare_by, today),
    }
