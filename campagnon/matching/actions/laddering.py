"""No need stays silent: what happens next, and when. Idempotent: each step leaves its dated mark.

docs/ladder.md says it in words, with what « silent » means.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from campagnon.channels.hands import is_told_by_hand
from campagnon.common.night import HERE, MORNING
from campagnon.common.one_by_one import one_by_one
from campagnon.journal.actions import record
from campagnon.matching import mail
from campagnon.matching.actions.asking import ask_helpers
from campagnon.matching.actions.nudging import nudge_neighbours
from campagnon.matching.models import Answer
from campagnon.notices.actions.closing import close_need
from campagnon.notices.deadlines import LONGEST_SILENCE, NEWS_EVERY
from campagnon.notices.models import CloseReason, Need
from campagnon.territories.opening import add_working_hours, villagers

WIDER_AFTER_WORKING_HOURS = 4
ASKER_TOLD_AFTER = timedelta(hours=24)
DESK_TOLD_AFTER = timedelta(hours=48)
CLOSED_AFTER = timedelta(days=7)
MILESTONES = (ASKER_TOLD_AFTER, DESK_TOLD_AFTER, CLOSED_AFTER)


def first_step_at(need: Need, since: datetime) -> datetime:
    """When the circle widens: four of the neighbours' working hours later, and never past a day."""
    neighbours = villagers(need.commune.department)
    wider = add_working_hours(timezone.localtime(since), WIDER_AFTER_WORKING_HOURS, neighbours)
    return min(wider, _first_day_of(need, since) + ASKER_TOLD_AFTER)


@transaction.atomic
def start_search(need: Need, *, now: datetime) -> None:
    """At once, the three best-placed people are asked; the next step is dated."""
    ask_helpers(need, now=now)
    need.next_step_at = first_step_at(need, now)
    need.save(update_fields=["next_step_at"])


def advance_needs(*, now: datetime) -> dict[str, int]:
    """Take every due need one step further."""
    counts: dict[str, int] = {}

    @transaction.atomic
    def take(pk: int) -> None:
        need = Need.objects.select_for_update(of=("self",)).due(now).filter(pk=pk).first()
        if need is not None:
            step = _take_step(need, now)
            counts[step] = counts.get(step, 0) + 1

    one_by_one(list(Need.objects.due(now).order_by("next_step_at").values_list("pk", flat=True)), take)
    return counts


def _take_step(need: Need, now: datetime) -> str:
    since = searching_since(need)
    if need.suggestions.filter(answer=Answer.YES, answered_at__gte=since, ended_at=None).exists():
        # Somebody said yes: the exchange has its own deadlines, even when the need's day is past.
        return _next(need, "in_hand", now + LONGEST_SILENCE)
    if need.last_day is not None and need.last_day < timezone.localdate(now):
        return _close(need, CloseReason.PAST, now)
    need.widened_at = need.widened_at or now
    begins = _first_day_of(need, since)
    waited = now - begins
    # The furthest step that is due, so that a clock which stood still does not say everything at once.
    if waited >= DESK_TOLD_AFTER and not _is_marked(need.desk_told_at, since):
        return _hand_to_the_desk(need, now, begins)
    if waited >= CLOSED_AFTER:
        return _close(need, CloseReason.NOBODY, now)
    if waited >= ASKER_TOLD_AFTER and not _is_marked(need.asker_told_at, since):
        return _tell_asker(need, now, begins)
    newly_asked = ask_helpers(need, now=now)
    if waited < ASKER_TOLD_AFTER:
        return _next(need, "widened", _milestone_after(now, begins))
    mail.tell_asker_still_looking(need, newly_asked=len(newly_asked), now=now)
    return _next(need, "still_looking", _news_at(need, now, begins))


def searching_since(need: Need) -> datetime:
    """Since when nobody has the need in hand: its publication, or the day the last who said yes left."""
    left = need.suggestions.filter(answer=Answer.YES).aggregate(last=Max("ended_at"))["last"]
    return max(need.published_at, left) if left else need.published_at


def _is_marked(mark: datetime | None, since: datetime) -> bool:
    """Whether a step was taken in this search; a helper who leaves begins another."""
    return mark is not None and mark >= since


def _first_day_of(need: Need, since: datetime) -> datetime:
    """From when the days of a search are counted.

    For whom the desk must call, from 8 h: each day's calls are on its list when it opens.
    """
    if not is_told_by_hand(need.author):
        return since
    return datetime.combine(timezone.localdate(since), MORNING, HERE)


def _milestone_after(now: datetime, begins: datetime) -> datetime:
    return next((begins + after for after in MILESTONES if begins + after > now), now + NEWS_EVERY)


def _news_at(need: Need, now: datetime, begins: datetime) -> datetime:
    """Within a day, on whichever side of a clock that stood still."""
    return min(_first_day_of(need, now) + NEWS_EVERY, _milestone_after(now, begins))


def _tell_asker(need: Need, now: datetime, begins: datetime) -> str:
    need.asker_told_at = now
    newly_asked = ask_helpers(need, now=now)
    mail.tell_asker_what_was_done(
        need, newly_asked=len(newly_asked), desk_at=begins + DESK_TOLD_AFTER, now=now
    )
    nudge_neighbours(need, now=now)
    return _next(need, "asker_told", _news_at(need, now, begins))


def _hand_to_the_desk(need: Need, now: datetime, begins: datetime) -> str:
    """Where no agent serves, nobody is told that the town hall takes over."""
    need.asker_told_at = need.desk_told_at = now
    if mail.tell_desk(need, now=now):
        mail.tell_asker_desk_has_it(need, now=now)
    else:
        newly_asked = ask_helpers(need, now=now)
        mail.tell_asker_still_looking(need, newly_asked=len(newly_asked), now=now)
    return _next(need, "desk_told", _news_at(need, now, begins))


def _next(need: Need, step: str, at: datetime) -> str:
    need.next_step_at = at
    need.save(update_fields=["next_step_at", "widened_at", "asker_told_at", "desk_told_at"])
    if step != "in_hand":
        record(f"need.{step}", target=need)
    return step


def _close(need: Need, reason: CloseReason, now: datetime) -> str:
    close_need(need, reason=reason, by=None, now=now)
    mail.tell_asker_closed(need, now=now)
    return f"closed_{reason}"
