"""What is asked of a helper, and what one word answers."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from campagnon.channels.actions import Ask
from campagnon.channels.phrases import first_that_fits
from campagnon.common.night import HERE
from campagnon.matching.discretion import when_for
from campagnon.matching.models import Suggestion

HELP, AVAILABLE = "help", "available"
# A need without a date: longer than the search lasts.
ASKED_FOR = timedelta(days=10)


def ask_of(suggestion: Suggestion) -> Ask:
    """« Léa, à Gerberoy, cherche quelqu’un : tondre la pelouse, samedi matin. Pouvez-vous ? »"""
    words = _("%(asker)s, %(where)s, cherche quelqu’un : %(service)s, %(when)s. Pouvez-vous ?")
    return Ask(HELP, suggestion.token, words % _said(suggestion), _until(suggestion))


def in_one_sms(suggestion: Suggestion) -> str:
    """Who, where, when and what, leaving room for how to answer; the commune goes first when it is long."""
    said = _said(suggestion)
    return first_that_fits(
        _("Campagnon : %(asker)s %(where)s cherche pour %(when)s : %(service)s.") % said,
        _("%(asker)s %(where)s cherche pour %(when)s : %(service)s.") % said,
        _("%(asker)s cherche pour %(when)s : %(service)s.") % said,
        _("%(asker)s, %(when)s : %(service)s.") % said,
    )


def _said(suggestion: Suggestion) -> dict[str, str]:
    need = suggestion.need
    return {
        "asker": need.author.first_name,
        "where": need.commune.at,
        "service": need.service.label.lower(),
        "when": when_for(suggestion.helper, need),
    }


def _until(suggestion: Suggestion) -> datetime:
    last = suggestion.need.last_day
    if last is None:
        return timezone.now() + ASKED_FOR
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), HERE)
