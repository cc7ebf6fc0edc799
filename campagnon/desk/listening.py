"""What the counter does when lower rooms speak."""

from datetime import datetime

from django.db.models.signals import post_save
from django.dispatch import receiver

from campagnon.channels.signals import call_wanted
from campagnon.desk.actions.promising import promise_next_day
from campagnon.desk.models import Call, CallBack, NameWord
from campagnon.desk.naming import keep_words
from campagnon.people.models import User
from campagnon.people.signals import account_closed


@receiver(post_save, sender=User)
def keep_name(instance: User, update_fields: frozenset[str] | None, raw: bool, **kwargs) -> None:
    if not raw and (update_fields is None or update_fields & {"first_name", "last_name"}):
        keep_words(instance)


@receiver(call_wanted)
def promise_to_call(person: User, words: str, now: datetime, **kwargs) -> bool:
    return promise_next_day(person, words, now=now) is not None


@receiver(account_closed)
def forget(user: User, **kwargs) -> None:
    """Who leaves takes along what the counter noted of them, and whom it was to call."""
    CallBack.objects.filter(person=user).delete()
    Call.objects.filter(person=user).delete()
    NameWord.objects.filter(person=user).delete()
