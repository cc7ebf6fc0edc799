"""What matching writes: to helpers, to whoever asks, and to the desk."""

from campagnon.matching.mail.availability import ask_whether_available, tell_resting
from campagnon.matching.mail.to_asker import (
    tell_asker_closed,
    tell_asker_desk_has_it,
    tell_asker_still_looking,
    tell_asker_what_was_done,
)
from campagnon.matching.mail.to_desk import tell_calls_are_late, tell_desk
from campagnon.matching.mail.to_helpers import ask_helper, tell_changed, tell_no_longer_asked

__all__ = [
    "ask_helper",
    "ask_whether_available",
    "tell_asker_closed",
    "tell_asker_desk_has_it",
    "tell_asker_still_looking",
    "tell_asker_what_was_done",
    "tell_calls_are_late",
    "tell_changed",
    "tell_desk",
    "tell_no_longer_asked",
    "tell_resting",
]
