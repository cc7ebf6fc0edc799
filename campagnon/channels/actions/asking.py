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
    same = {"purpose": ask.purpose, "target": ask.target}
    # A letter comes back only after all the others: an answer to an old SMS cannot meet a new question.
    others = Question.objects.filter(person=person).exclude(**same).order_by("-asked_at", "-pk")
    taken = set(others.values_list("code", flat=True)[: len(ascii_uppercase) - 1])
    question, _created = Question.objects.update_or_create(
        person=person,
        **same,
        defaults={
            "words": ask.words[:300],
            "code": next(letter for letter in ascii_uppercase if letter not in taken),
            "asked_at": now,
            "expires_at": ask.expires_at,
            "withdrawn_at": None,
            "answered_at": None,
            "answer": "",
            "came_by": "",
        },
    )
    return question


def withdraw_question(purpose: str, *targets: str, now: datetime) -> None:
    """What was asked no longer needs an answer, of anybody."""
    waiting = Question.objects.unanswered().filter(purpose=purpose, target__in=targets, withdrawn_at=None)
    waiting.update(withdrawn_at=now)
