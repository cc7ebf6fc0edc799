"""Many things to do, of which one that fails must not stop the others."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

Key = TypeVar("Key")
logger = logging.getLogger(__name__)


class SomeFailed(Exception):
    """All were tried; some could not be done."""


def one_by_one(keys: Iterable[Key], take: Callable[[Key], object]) -> None:
    """Take each in turn; whatever fails is logged, and said once all were tried."""
    failed = []
    for key in keys:
        try:
            take(key)
        except Exception:
            logger.exception("%s failed for %s", take.__qualname__, key)
            failed.append(key)
    if failed:
        raise SomeFailed(f"{len(failed)} failed, the first is {failed[0]}")
