"""What is said around a question asked by SMS."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from campagnon.channels.gsm7 import for_sms, in_one_sms, parts
from campagnon.channels.models import Question

SHORTEST_NAME = 12


def invitation(code: str = "") -> str:
    """« Répondez 1 oui, 2 non, 3 rappelez-moi », with the letter of the question when others wait too."""
    return _("Répondez %(code)s1 oui, %(code)s2 non, %(code)s3 rappelez-moi") % {"code": code}


def first_that_fits(*candidates: str) -> str:
    """The fullest words that leave room, in one SMS, for how to answer; else the shortest."""
    longest = invitation("A")
    fitting = (words for words in candidates if parts(for_sms(f"{words} {longest}")) == 1)
    return next(fitting, candidates[-1])


def which_one(questions: Sequence[Question]) -> str:
    """Several questions wait, and one digit came: each is named in a few words."""
    first = questions[0].code
    tail = _("répondez par exemple %(code)s1 pour oui, %(code)s2 pour non.") % {"code": first}
    room = 160 - len(for_sms(tail)) - len("Laquelle ?  ; ") - 5 * len(questions)
    each = max(SHORTEST_NAME, room // len(questions))
    names = [f"{question.code} {_brief(question.words, each)}" for question in questions]
    return in_one_sms(_("Laquelle ? %(names)s ;") % {"names": " ; ".join(names)}, tail)


def _brief(words: str, room: int) -> str:
    plain = for_sms(words).rstrip(" ?")
    return plain if len(plain) <= room else plain[: room - 3].rstrip(" ,.;:") + "..."
