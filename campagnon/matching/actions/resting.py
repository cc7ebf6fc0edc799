"""« Toujours disponible ? », to somebody who no longer answers; without an answer their offers rest."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Min, QuerySet

from campagnon.channels.actions import withdraw_question
from campagnon.channels.models import Channel, Mute, Question, Word
from campagnon.channels.topics import Topic
from campagnon.common.night import is_night
from campagnon.common.one_by_one import one_by_one
from campagnon.journal.actions import record
from campagnon.matching import mail
from campagnon.matching.habits import Asked, judged
from campagnon.matching.models import Suggestion
from campagnon.matching.questions import AVAILABLE
from campagnon.notices.actions.confirming import rest_offer
from campagnon.notices.actions.offers import confirm_offer
from campagnon.notices.models import Offer
from campagnon.people.models import User

SILENT_ASKS = 4
SILENT_FOR = timedelta(days=14)
TIME_TO_ANSWER = timedelta(days=7)
NOT_AGAIN_BEFORE = timedelta(days=90)
RHYTHM = timedelta(days=1)
LOOKED_KEY = "availability-looked-at"


def advance_availability(*, now: datetime) -> dict[str, int]:
    """Once a day, in the daytime: ask those who have become silent, let rest those who did not answer."""
    counts = {"availability_asked": 0, "availability_rested": 0}
    if is_night(now) or not cache.add(LOOKED_KEY, now.isoformat(), timeout=RHYTHM.total_seconds()):
        return counts

    def ask(person: User) -> None:
        counts["availability_asked"] += ask_whether_available(person, now=now)

    def rest(question: Question) -> None:
        counts["availability_rested"] += rest_for_want_of_an_answer(question, now=now)

    one_by_one(silent_helpers(now=now), ask)
    one_by_one(_left_without_an_answer(now), rest)
    return counts


def silent_helpers(*, now: datetime) -> list[User]:
    """Those who show, left their last four questions unanswered over two weeks, and were not asked lately."""
    shown = Suggestion.objects.filter(helper__offers__in=Offer.objects.open()).distinct()
    by_helper: dict[int, list[Asked]] = defaultdict(list)
    for one in judged(shown, now=now):
        by_helper[one.helper_id].append(one)
    silent = [helper for helper, asked in by_helper.items() if _has_become_silent(asked, now)]
    asked_lately = Question.objects.filter(purpose=AVAILABLE, asked_at__gt=now - NOT_AGAIN_BEFORE)
    people = User.objects.opened().filter(pk__in=silent).exclude(pk__in=asked_lately.values("person"))
    left_in_peace = Mute.objects.silencing(Topic.OFFER).values("person")
    return list(people.exclude(pk__in=left_in_peace).order_by("pk"))


def _has_become_silent(asked: list[Asked], now: datetime) -> bool:
    last = asked[-SILENT_ASKS:]
    return (
        len(last) == SILENT_ASKS
        and all(one.delay is None for one in last)
        and last[0].asked_at <= now - SILENT_FOR
    )


@transaction.atomic
def ask_whether_available(person: User, *, now: datetime) -> bool:
    """Ask somebody once; whoever said that an offer still holds since then has answered already."""
    first = person.suggestions.filter(answered_at=None).aggregate(at=Min("asked_at"))["at"]
    if first and person.offers.filter(confirmed_at__gt=max(first, now - SILENT_FOR)).exists():
        return False
    mail.ask_whether_available(person, now=now)
    record("helper.asked_whether_available", target=person)
    return True


def _left_without_an_answer(now: datetime) -> QuerySet[Question]:
    """Those whose letter left, or whose call was made, a week ago: what nobody said is no silence."""
    waiting = Question.objects.filter(purpose=AVAILABLE, answered_at=None, withdrawn_at=None)
    return waiting.filter(deliveries__sent_at__lte=now - TIME_TO_ANSWER).select_related("person").distinct()


@transaction.atomic
def rest_for_want_of_an_answer(question: Question, *, now: datetime) -> bool:
    """Let the offers of who did not answer rest, and say so kindly; any answer since then spares them."""
    withdraw_question(AVAILABLE, question.target, now=now)
    person = question.person
    if person.suggestions.filter(answered_at__gt=question.asked_at).exists():
        return False
    if not _rest_all(person, by=None, now=now):
        return False
    mail.tell_resting(person, now=now)
    return True


@transaction.atomic
def say_whether_available(person: User, *, available: bool, now: datetime) -> None:
    """Take their word: the offers that show are confirmed, those at rest wake, or all rest."""
    if not available:
        _rest_all(person, by=person, now=now)
        return
    for offer in Offer.objects.filter(author=person, paused_at=None, withdrawn_at=None):
        confirm_offer(offer, by=person, now=now)


@transaction.atomic
def answer_by_link(person: User, *, available: bool, now: datetime) -> None:
    """The same, from the page of their message; the question that waits is answered with it."""
    Question.objects.filter(purpose=AVAILABLE, person=person, answered_at=None).update(
        answered_at=now, answer=Word.YES if available else Word.NO, came_by=Channel.EMAIL
    )
    say_whether_available(person, available=available, now=now)


def _rest_all(person: User, *, by: User | None, now: datetime) -> int:
    open_offers = list(Offer.objects.select_for_update().open().filter(author=person))
    for offer in open_offers:
        rest_offer(offer, by=by, now=now)
    return len(open_offers)
