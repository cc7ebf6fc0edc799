from campagnon.people.actions.agreeing import agree_charter
from campagnon.people.actions.appointing import appoint_agent, end_post
from campagnon.people.actions.arriving import meet, open_account, sign_in_as
from campagnon.people.actions.changing import (
    add_address,
    remove_address,
    renew_agenda_address,
    sign_out_elsewhere,
    update_account,
)
from campagnon.people.actions.ending_mandates import warn_of_mandate_ends
from campagnon.people.actions.leaving import close_account, forget_passers_by
from campagnon.people.actions.mandating import give_mandate, revoke_mandate, sign_mandate
from campagnon.people.actions.muting import choose_topics, hear_again, heard_topics, mute
from campagnon.people.actions.trading import complete_mentions, register_professional
from campagnon.people.actions.vouching import revoke_vouch, vouch_for
from campagnon.people.actions.warning import warn_of_ends

__all__ = [
    "add_address",
    "agree_charter",
    "appoint_agent",
    "choose_topics",
    "close_account",
    "complete_mentions",
    "end_post",
    "forget_passers_by",
    "give_mandate",
    "hear_again",
    "heard_topics",
    "meet",
    "mute",
    "open_account",
    "register_professional",
    "remove_address",
    "renew_agenda_address",
    "revoke_mandate",
    "revoke_vouch",
    "sign_in_as",
    "sign_mandate",
    "sign_out_elsewhere",
    "update_account",
    "vouch_for",
    "warn_of_ends",
    "warn_of_mandate_ends",
]
