from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campagnon.channels.actions import withdraw_question
from campagnon.matching import mail
from campagnon.matching.actions.asking import ASKED_AT_ONCE, ask_helpers
from campagnon.matching.models import Answer, Suggestion
from campagnon.matching.questions import HELP
from campagnon.matching.who_can_help import Wish, modes_for, wish_of
from campagnon.notices.actions.changing import Terms, terms_of
from campagnon.notices.models import Need


@transaction.atomic
def follow_change(need: Need, before: Terms, *, now: datetime) -> None:
    """Tell whom a change of moment or of ways concerns; ask others in the place of whoever is let go."""
    is_moved = terms_of(need).moment != before.moment
    if not is_moved and need.modes == before.modes:
        return
    wish = wish_of(need)
    was = replace(
        wish,
        modes=before.modes,
        starts_on=before.starts_on,
        ends_on=before.ends_on,
        part_of_day=before.part_of_day,
    )
    left = []
    # A no is left in peace.
    asked = need.suggestions.filter(ended_at=None).exclude(answer__in=[Answer.NO, Answer.LATER])
    for suggestion in asked.select_related("helper", "offer__author__professional").order_by("pk"):
        suggestion.need = need
        if _stays(suggestion, was, wish, is_moved=is_moved, now=now):
            left.append(suggestion)
    if Answer.YES not in {suggestion.answer for suggestion in left}:
        ask_helpers(need, count=max(0, ASKED_AT_ONCE - len(left)), now=now)


def _stays(suggestion: Suggestion, was: Wish, wish: Wish, *, is_moved: bool, now: datetime) -> bool:
    """Whether somebody asked can still help; they are told, unless the change is nothing to them."""
    today = timezone.localdate(now)
    could, can = (set(modes_for(suggestion.offer, one, today)) for one in (was, wish))
    if not can and suggestion.answer != Answer.YES:
        suggestion.ended_at = now
        suggestion.save(update_fields=["ended_at"])
        withdraw_question(HELP, suggestion.token, now=now)
        mail.tell_no_longer_asked(suggestion)
        return False
    if is_moved or could - can:
        mail.tell_changed(suggestion, now=now)
    return True
