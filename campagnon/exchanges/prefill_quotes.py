"""A quote as it waits to be filled: what is known is there already, so that two minutes suffice."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.exchanges import phrases
from campagnon.exchanges.actions.quoting import draft_of, last_version
from campagnon.exchanges.forms import written_hours
from campagnon.exchanges.forms.quote_sheets import FIRST_KINDS, blank_row
from campagnon.exchanges.forms.quotes import VALID_DAYS
from campagnon.exchanges.models import LineKind, Quote
from campagnon.exchanges.prefill import USUAL_LENGTH, first_moment
from campagnon.exchanges.vat import rates_on
from campagnon.matching.models import Suggestion
from campagnon.people.travel_fees import travel_fee

USUAL_VALIDITY_DAYS = 30


def begin_quote(suggestion: Suggestion, *, now: datetime) -> tuple[dict, list[dict]]:
    """The head and the rows: the draft, else the version to change, else what its author usually writes."""
    written = draft_of(suggestion) or last_version(suggestion)
    if written is not None:
        return _head(written, now), [_row(line) for line in written.lines.all()] or _first_rows(
            suggestion, None
        )
    habit = _last_of_author(suggestion)
    return _usual_head(suggestion, habit, now), _first_rows(suggestion, habit)


def _head(quote: Quote, now: datetime) -> dict:
    here = timezone.localtime(quote.starts_at)
    left = (quote.valid_until - timezone.localdate(now)).days
    return {
        "subject": quote.subject,
        "day": here.date(),
        "hour": here.time(),
        "hours": written_hours(quote.hours),
        "valid_days": min(VALID_DAYS, key=lambda days: abs(days - left)),
        "conditions": quote.conditions,
        "is_old_housing": quote.is_old_housing,
        "is_urgent_repair": quote.is_urgent_repair,
    }


def _usual_head(suggestion: Suggestion, habit: Quote | None, now: datetime) -> dict:
    need = suggestion.need
    at = first_moment(need.starts_on, need.ends_on, need.part_of_day, suggestion.offer.availability, now)
    return {
        "subject": need.service.label,
        "day": at.date(),
        "hour": at.time(),
        "hours": written_hours(habit.hours if habit else USUAL_LENGTH),
        "valid_days": USUAL_VALIDITY_DAYS,
        "conditions": habit.conditions if habit else _("Paiement à la fin des travaux."),
        "is_old_housing": habit.is_old_housing if habit else False,
    }


def _first_rows(suggestion: Suggestion, habit: Quote | None) -> list[dict]:
    """Labour at the usual price, the way there by its minutes, and supplies to write."""
    rate = rates_on(timezone.localdate())[0].percent
    labour = habit.lines.filter(kind=LineKind.LABOUR).first() if habit else None
    vat = f"{(labour.vat_percent if labour else rate).normalize():f}"
    fee = travel_fee(suggestion.helper.professional, suggestion.minutes)
    more = {
        LineKind.LABOUR: {"unit_euros": written_euros(labour.unit_euros), "unit": labour.unit}
        if labour
        else {},
        LineKind.TRAVEL: {
            "label": _("Déplacement, environ %(minutes)s min") % {"minutes": suggestion.minutes},
            "unit_euros": written_euros(fee) if fee else "",
        },
        LineKind.SUPPLIES: {},
    }
    return [blank_row(kind, vat_percent=vat, **more[kind]) for kind in FIRST_KINDS]


def _last_of_author(suggestion: Suggestion) -> Quote | None:
    sent = Quote.objects.sent().filter(helper=suggestion.helper, is_own_paper=False)
    return sent.order_by("-sent_at").first()


def _row(line) -> dict:
    return {
        "kind": line.kind,
        "label": line.label,
        "quantity": phrases.number(line.quantity),
        "unit": line.unit,
        "unit_euros": written_euros(line.unit_euros),
        "vat_percent": f"{line.vat_percent.normalize():f}",
    }


def written_euros(amount: Decimal) -> str:
    """« 48,50 », as it is typed."""
    return f"{amount:.2f}".replace(".", ",")
