from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from campagnon.channels.models import Question


@dataclass(frozen=True)
class Ask:
    """What one word would answer: `purpose` and `target` mean something to the room that asks."""

    purpose: str
    target: str
    words: str  # as it is said aloud
    expires_at: datetime


def pose(person: AbstractBaseUser, ask: Ask) -> Question:
    """Keep a question until it is answered; asked again, it waits again."""
    now = timezone.now()
    waiting = Question.objects.open(now).filter(person=person)
    same = {"purpose": ask.purpose, "target": ask.target}
    taken = set(waiting.exclude(**same).values_list("code", flat=True))
    question, _created = Question.objects.update_or_create(
        person=person,
        **same,
        defaults={
            "words": ask.words[:300],
            "code": next((letter for letter in ascii_uppercase if letter not in taken), ""),
            "asked_at": now,
            "expires_at": ask.expires_at,
            "withdrawn_at": None,
            "answered_at": None,
            "answer": "",
            "came_by": "",
        },
    )
    return question


def withdraw_question(purpose: str, target: str, *, now: datetime) -> None:
    """What was asked no longer needs an answer, of anybody."""
    Question.objects.filter(purpose=purpose, target=target, answered_at=None, withdrawn_at=None).update(
        withdrawn_at=now
    )
