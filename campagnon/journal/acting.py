"""Acts that an agent does in somebody's name: every line written meanwhile bears both names."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser


@dataclass(frozen=True)
class Acting:
    """An agent, the person in whose name they act, and why."""

    agent: AbstractBaseUser
    person: AbstractBaseUser
    reason: str


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting_for(person: AbstractBaseUser, *, by: AbstractBaseUser, reason: str) -> Iterator[None]:
    """Sign with the agent's name what the block does as `person`; `reason` is read by that person."""
    token = _acting.set(Acting(by, person, reason))
    try:
        yield
    finally:
        _acting.reset(token)


def acting() -> Acting | None:
    """Who acts for whom now; None when people act for themselves."""
    return _acting.get()
