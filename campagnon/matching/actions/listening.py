"""What matching does when notices speak."""

from datetime import datetime

from django.dispatch import receiver
from django.utils.translation import gettext as _

from campagnon.channels.actions import withdraw_question
from campagnon.channels.models import Question, Word
from campagnon.channels.signals import answered
from campagnon.matching.actions.asking import ask_about_waiting_needs
from campagnon.matching.actions.changing import follow_change
from campagnon.matching.actions.laddering import start_search
from campagnon.matching.actions.resting import say_whether_available
from campagnon.matching.questions import AVAILABLE, HELP
from campagnon.notices.actions.changing import Terms
from campagnon.notices.models import Need, Offer
from campagnon.notices.signals import need_changed, need_closed, need_published, offer_listed


@receiver(need_published)
def search_at_once(need: Need, now: datetime, **kwargs) -> None:
    start_search(need, now=now)


@receiver(need_closed)
def end_suggestions(need: Need, now: datetime, **kwargs) -> None:
    asked = need.suggestions.filter(ended_at=None)
    withdraw_question(HELP, *asked.values_list("token", flat=True), now=now)
    asked.update(ended_at=now)


@receiver(need_changed)
def tell_those_asked(need: Need, before: Terms, now: datetime, **kwargs) -> None:
    follow_change(need, before, now=now)


@receiver(answered)
def hear_whether_available(question: Question, now: datetime, **kwargs) -> str | None:
    """A digit, or one word at the desk; « rappelez-moi » is the desk's."""
    if question.purpose != AVAILABLE or question.answer not in {Word.YES, Word.NO}:
        return None
    available = question.answer == Word.YES
    say_whether_available(question.person, available=available, now=now)
    if available:
        return _("Merci. Vos offres restent visibles.")
    return _("C’est noté : vos offres se reposent. Vous les reprendrez quand vous voudrez.")


@receiver(offer_listed)
def welcome_helper(offer: Offer, now: datetime, **kwargs) -> None:
    ask_about_waiting_needs(offer, now=now)
