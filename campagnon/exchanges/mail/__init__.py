"""What the two people of an exchange are told, each thing once (the key), by the channel they prefer."""

from campagnon.exchanges.mail.alarms import tell_administrators
from campagnon.exchanges.mail.asked import ask_again, tell_reserve, tell_withdrawn
from campagnon.exchanges.mail.meeting import (
    nudge,
    remind_missed,
    tell_agreed,
    tell_kept,
    tell_message,
    tell_nudged,
    tell_proposed,
)
from campagnon.exchanges.mail.parting import (
    tell_declined,
    tell_desk_unsure,
    tell_finished,
    tell_need_closed,
    tell_silence,
    tell_unsure,
)
from campagnon.exchanges.mail.visits import (
    ask_news,
    remind,
    reminder_key,
    tell_cancelled,
    tell_missed,
    tell_thanks,
)

__all__ = [
    "ask_again",
    "ask_news",
    "nudge",
    "remind",
    "remind_missed",
    "reminder_key",
    "tell_administrators",
    "tell_agreed",
    "tell_cancelled",
    "tell_declined",
    "tell_desk_unsure",
    "tell_finished",
    "tell_kept",
    "tell_message",
    "tell_missed",
    "tell_need_closed",
    "tell_nudged",
    "tell_proposed",
    "tell_reserve",
    "tell_silence",
    "tell_thanks",
    "tell_unsure",
    "tell_withdrawn",
]
