from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from campagnon.desk.access import mandate_of
from campagnon.desk.models import Call
from campagnon.journal.acting import acting_for
from campagnon.journal.actions import record
from campagnon.matching.actions.asking import ask_helpers
from campagnon.matching.models import Suggestion
from campagnon.notices.actions.closing import close_need
from campagnon.notices.actions.publishing import NeedDraft, publish_need
from campagnon.notices.models import CameBy, Need
from campagnon.people.models import User

# What was typed of a need; the rest of the screen stays.
OF_A_NEED = frozenset({"words", "service", "when", "where", "modes", "rest"})


@transaction.atomic
def ask_for(call: Call, draft: NeedDraft, *, by: User, now: datetime | None = None) -> Need:
    """Publish in somebody's name what they say, which asks the first three; a second need comes next."""
    call = Call.objects.select_for_update(of=("self",)).select_related("person", "territory").get(pk=call.pk)
    person = call.person
    if call.ended_at is not None or person is None or mandate_of(person, call.territory) is None:
        raise PermissionDenied
    came_by = CameBy.COUNTER if call.is_at_counter else CameBy.PHONE
    reason = _("À votre demande, au guichet.") if call.is_at_counter else _("À votre demande, au téléphone.")
    with acting_for(person, by=by, reason=reason):
        need = publish_need(replace(draft, came_by=came_by), by=person, now=now)
    call.needs.add(need)
    rest = call.typed.get("rest", "")
    call.typed = {name: value for name, value in call.typed.items() if name not in OF_A_NEED}
    if rest:
        call.typed["words"] = rest
    call.turn += 1
    call.save(update_fields=["typed", "turn"])
    return need


@transaction.atomic
def ask_more(need: Need, *, by: User, now: datetime | None = None) -> list[Suggestion]:
    """Ask three more people about a need that waits."""
    asked = ask_helpers(need, now=now)
    record("desk.asked_more", target=need, by=by, on_behalf_of=need.author, note=str(len(asked)))
    return asked


def close_for(need: Need, *, reason: str, by: User, now: datetime | None = None) -> bool:
    """Close somebody's need as they said, under their mandate; their own words are the reason."""
    territory = need.commune.epci.territory
    if mandate_of(need.author, territory) is None:
        raise PermissionDenied
    with acting_for(need.author, by=by, reason=_("À votre demande.")):
        return close_need(need, reason=reason, by=need.author, now=now)
