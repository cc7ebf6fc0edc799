from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from campagnon.channels.models import Delivery
from campagnon.common.holidays import working_day_from
from campagnon.desk.models import Call, CallBack
from campagnon.journal.actions import record
from campagnon.people.models import User
from campagnon.territories.models import Territory
from campagnon.territories.opening import day_after_open_days

LONGEST_ABOUT = CallBack._meta.get_field("about").max_length


@transaction.atomic
def promise_call_back(call: Call, on: date, *, part_of_day: str = "", about: str = "", by: User) -> CallBack:
    """Promise on the telephone to call somebody back."""
    back = CallBack.objects.create(
        person=call.person,
        territory=call.territory,
        call=call,
        on=on,
        part_of_day=part_of_day,
        about=about[:LONGEST_ABOUT],
    )
    record("desk.call_back_promised", target=back, by=by, on_behalf_of=back.person)
    return back


@transaction.atomic
def promise_next_day(person: User, words: str, *, now: datetime, by: User | None = None) -> CallBack | None:
    """Somebody is to be called on the next working day, once about one thing; None where nobody serves."""
    territory = Territory.objects.open().filter(epci=person.commune.epci_id).first()
    if territory is None:
        return None
    about, on = words[:LONGEST_ABOUT], next_working_day(now, territory)
    # Two messages at the same instant make one call.
    User.objects.select_for_update().get(pk=person.pk)
    same = CallBack.objects.waiting().filter(person=person, territory=territory, about=about)
    if back := same.first():
        back.on = min(back.on, on) if by is None else on
        back.save(update_fields=["on"])
        return back
    back = CallBack.objects.create(person=person, territory=territory, on=on, about=about, asked_at=now)
    record("desk.call_back_wanted", target=back, by=by, on_behalf_of=back.person)
    return back


def put_off(delivery: Delivery, *, now: datetime) -> CallBack:
    """Say it on the next day of the counter, which nobody promised: it is no longer listed before."""
    territory = delivery.person.commune.epci.territory
    fields = {
        "person": delivery.person,
        "territory": territory,
        "on": next_working_day(now, territory),
        "about": delivery.subject[:LONGEST_ABOUT],
    }
    return CallBack.objects.update_or_create(delivery=delivery, defaults=fields)[0]


@transaction.atomic
def settle_call_back(back: CallBack, *, by: User) -> None:
    """The promise is kept."""
    if CallBack.objects.waiting().filter(pk=back.pk).update(done_at=timezone.now(), done_by=by):
        record("desk.called_back", target=back, by=by, on_behalf_of=back.person)


def next_working_day(now: datetime, territory: Territory) -> date:
    """The first day after this one on which somebody is at the counter; without hours, a working day."""
    today = timezone.localdate(now)
    if territory.calendar is None:
        return working_day_from(today + timedelta(days=1))
    return day_after_open_days(today, 1, territory.calendar)
