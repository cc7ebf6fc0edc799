"""The screen of a call: what the page shows at first, and the pieces that change as one types."""

from datetime import datetime

from django.template.loader import render_to_string

from campagnon.catalogue.models import Sector
from campagnon.catalogue.modes import Mode
from campagnon.desk.access import mandate_of
from campagnon.desk.actions.promising import next_working_day
from campagnon.desk.finding import find_people
from campagnon.desk.hearing import hear
from campagnon.desk.history import History, history_of
from campagnon.desk.models import Call
from campagnon.desk.placing import who_can_help
from campagnon.desk.waiting import counts
from campagnon.notices.moments import PartOfDay

# Each piece of the page that changes, by its id, and the template that draws it.
PIECES = {
    "trouves": "desk/_found.html",
    "vu-service": "desk/_heard_service.html",
    "vu-quand": "desk/_heard_when.html",
    "vu-ou": "desk/_heard_where.html",
    "vu-comment": "desk/_heard_how.html",
    "vu-mots": "desk/_heard_words.html",
    "second": "desk/_second.html",
    "aides": "desk/_placed.html",
    "garde": "desk/_kept.html",
}


def what_was_said(call: Call, *, now: datetime) -> dict:
    """What changes as one types: who was found, what was understood, who can help."""
    heard = hear(call.typed, call.person)
    who = call.typed.get("who", "")
    return {
        "call": call,
        "person": call.person,
        "who": who,
        "found": find_people(who, call.territory) if who.strip() else [],
        "heard": heard,
        "placed": who_can_help(heard, call.person, now=now),
        "kept_at": now,
    }


def pieces(call: Call, *, now: datetime) -> dict[str, str]:
    """The pieces of the page to draw again, by id."""
    said = what_was_said(call, now=now)
    return {name: render_to_string(template, said) for name, template in PIECES.items()}


def screen_of(call: Call, *, now: datetime) -> dict:
    """Everything on the page of a call."""
    said = what_was_said(call, now=now)
    typed = call.typed
    mandate = mandate_of(call.person, call.territory) if call.person else None
    return {
        **said,
        "here": call.territory,
        "typed": typed,
        "modes": [(str(mode.value), mode.label) for mode in Mode],
        "sectors": Sector.objects.prefetch_related("services"),
        "back_on": typed.get("back_on") or next_working_day(now, call.territory).isoformat(),
        "parts_of_day": PartOfDay.choices,
        "mandate": mandate,
        "history": _history(call, is_held=mandate is not None, now=now),
        "asked": call.needs.select_related("service").order_by("published_at"),
        "today": counts(call.territory, now=now),
        "others": _others(call),
    }


def _history(call: Call, *, is_held: bool, now: datetime) -> History | None:
    if call.person is None:
        return None
    return history_of(call.person, call.territory, is_held=is_held, now=now, besides=call)


def _others(call: Call) -> list[Call]:
    """The other calls of the same agent that are not over."""
    mine = Call.objects.under_way().filter(agent=call.agent, territory=call.territory).exclude(pk=call.pk)
    return list(mine.select_related("person").order_by("-began_at"))
