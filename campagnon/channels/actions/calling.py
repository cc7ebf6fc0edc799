"""Somebody wants to hear a voice: the town hall calls them back, or else they are told whom to call."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from campagnon.channels.signals import call_wanted, help_wanted


def promise_a_call(person: AbstractBaseUser, words: str, *, now: datetime) -> bool:
    """Whether a counter took it upon itself to call somebody back, about `words`."""
    said = call_wanted.send(None, person=person, words=words, now=now)
    return any(is_promised for _hearer, is_promised in said)


def whom_to_call(person: AbstractBaseUser, *, now: datetime) -> str:
    """The answer to AIDE, also said where nobody can promise to call back."""
    said = help_wanted.send(None, person=person, now=now)
    sentence = next((sentence for _hearer, sentence in said if sentence), "")
    return sentence or _("Appelez la mairie de votre commune : elle connaît Campagnon.")
