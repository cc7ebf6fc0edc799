"""What leaves Campagnon: written in the caller's transaction, sent by the clock, said once, not at night."""

from campagnon.channels.actions.answering import StillWaiting, take_answer
from campagnon.channels.actions.asking import Ask, pose, withdraw_question
from campagnon.channels.actions.blanking import blank_old_letters, forget_old_questions, forget_what_came_in
from campagnon.channels.actions.calling import promise_a_call, whom_to_call
from campagnon.channels.actions.delivering import Round, deliver_due
from campagnon.channels.actions.receiving import hand_to_desk, receive_sms
from campagnon.channels.actions.receiving_mail import receive_letter
from campagnon.channels.actions.replacing import replace_unsaid
from campagnon.channels.actions.writing import Letter, tell, write, write_letter

__all__ = [
    "Ask",
    "Letter",
    "Round",
    "StillWaiting",
    "blank_old_letters",
    "deliver_due",
    "forget_old_questions",
    "forget_what_came_in",
    "hand_to_desk",
    "pose",
    "promise_a_call",
    "receive_letter",
    "receive_sms",
    "take_answer",
    "replace_unsaid",
    "tell",
    "whom_to_call",
    "withdraw_question",
    "write",
    "write_letter",
]
