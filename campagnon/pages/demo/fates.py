"""What may become of a need in the demo."""

from enum import Enum


class Fate(Enum):
    """What becomes of a yes, or of the want of one."""

    HELPED = "helped"
    WEEKLY = "weekly"
    MISSED = "missed"  # once, then it takes place
    ASKER_DECLINES = "asker_declines"
    HELPER_CANCELS = "helper_cancels"
    SILENCE = "silence"  # the asker never answers
    CLOSED = "closed"  # agreed, then no longer needed
    FORGOTTEN = "forgotten"  # nobody says whether it took place
    # Without any yes.
    ELSEWHERE = "elsewhere"
    USELESS = "useless"
    NOBODY = "nobody"
    UNANSWERED = "open"
    # Left where they stand now.
    WAITING = "waiting"
    OTHER_MOMENT = "other_moment"
    NUDGED = "nudged"
    AGREED = "agreed"
    AGREED_WITH_WORDS = "agreed_with_words"
    JUST_HAPPENED = "just_happened"
    JUST_MISSED = "just_missed"
    UNSURE = "unsure"


NO_YES = {Fate.ELSEWHERE, Fate.USELESS, Fate.NOBODY, Fate.UNANSWERED}
LEFT_BEFORE_AGREEING = {Fate.WAITING, Fate.OTHER_MOMENT, Fate.NUDGED}
STILL_AHEAD = {Fate.AGREED, Fate.AGREED_WITH_WORDS}
YESTERDAY = {Fate.JUST_HAPPENED, Fate.JUST_MISSED, Fate.UNSURE}
