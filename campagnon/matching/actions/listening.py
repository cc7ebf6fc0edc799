"""What matching does when notices speak."""

from datetime import datetime

from django.dispatch import receiver

from campagnon.channels.actions import withdraw_question
from campagnon.matching.actions.asking import ask_about_waiting_needs
from campagnon.matching.actions.changing import follow_change
from campagnon.matching.actions.laddering import start_search
from campagnon.matching.questions import HELP
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


@receiver(offer_listed)
def welcome_helper(offer: Offer, now: datetime, **kwargs) -> None:
    ask_about_waiting_needs(offer, now=now)
