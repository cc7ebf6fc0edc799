from django.db import transaction
from django.utils import timezone

from campagnon.desk.hearing import Second
from campagnon.desk.models import Call
from campagnon.journal.actions import record
from campagnon.people.models import User
from campagnon.territories.models import Territory


@transaction.atomic
def begin_call(
    territory: Territory, *, by: User, person: User | None = None, who: str = "", at_counter: bool = False
) -> Call:
    """Somebody calls, or comes to the counter."""
    call = Call.objects.create(
        territory=territory,
        agent=by,
        person=person,
        is_at_counter=at_counter,
        typed={"who": who} if who and person is None else {},
    )
    record("desk.call_begun", target=call, by=by, on_behalf_of=call.person)
    return call


def keep_typed(call: Call, typed: dict, notes: str, *, turn: int) -> bool:
    """Keep what is on the screen; sent twice, it is the same. False when the call went on, or is over."""
    kept = Call.objects.under_way().filter(pk=call.pk, turn=turn).update(typed=typed, notes=notes)
    if kept:
        call.typed, call.notes = typed, notes
    return bool(kept)


@transaction.atomic
def set_second_need_apart(call: Call, second: Second) -> None:
    """The first need alone on the screen; the second comes once the first is asked."""
    if _is_over(call):
        return
    call.typed = {**call.typed, "words": second.before, "rest": second.words}
    call.turn += 1
    call.save(update_fields=["typed", "turn"])


@transaction.atomic
def put_through(call: Call, person: User, *, by: User) -> None:
    """Say who is on the telephone: their file was opened, and by whom."""
    if _is_over(call):
        return
    call.person = person
    call.typed = {name: value for name, value in call.typed.items() if name != "who"}
    call.turn += 1
    call.save(update_fields=["person", "typed", "turn"])
    record("desk.person_seen", target=person, by=by, on_behalf_of=person)


def _is_over(call: Call) -> bool:
    """Lock a call and bring up to date what another screen typed meanwhile; whether it was put down."""
    fresh = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    call.typed, call.turn, call.ended_at = fresh.typed, fresh.turn, fresh.ended_at
    return call.ended_at is not None


@transaction.atomic
def end_call(call: Call, *, by: User) -> None:
    """The telephone is put down: the note stays, what was being typed goes."""
    ended = Call.objects.under_way().filter(pk=call.pk).update(ended_at=timezone.now(), typed={})
    if ended and call.person is None and not call.notes:
        # Nobody was found and nothing noted: there is nothing to remember.
        Call.objects.filter(pk=call.pk).delete()
    elif ended:
        record("desk.call_ended", target=call, by=by, on_behalf_of=call.person)
