"""Nobody gets more than their ration, and what somebody silenced stays silent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.channels.actions import Ask, Letter, tell, write
from campagnon.channels.budget import (
    ASKS_A_WEEK,
    left_of,
    may_still_be_asked,
    may_still_be_told,
    over_budget,
)
from campagnon.channels.models import Channel, Delivery, Mute, Question
from campagnon.channels.topics import ALL, Topic
from tests.conftest import MONDAY

WEEK = timedelta(days=7)


def written(person, topic: str, *, count: int = 1, name: str = "") -> None:
    for number in range(count):
        write(
            Channel.EMAIL,
            person.email,
            text="x",
            key=f"{topic}-{person.pk}-{name}{timezone.now():%m%d%H%M%S}-{number}",
            person=person,
            topic=topic,
        )


def test_seven_asks_a_week_then_the_next_best_placed(monday, nadia, lea, django_assert_num_queries):
    written(nadia, Topic.ASK, count=ASKS_A_WEEK - 1)
    assert may_still_be_asked([nadia.pk, lea.pk], MONDAY) == {nadia.pk, lea.pk}
    assert left_of(Topic.ASK, [nadia.pk, lea.pk], MONDAY) == {nadia.pk: 1, lea.pk: 7}
    written(nadia, Topic.ASK, name="last")
    with django_assert_num_queries(1):
        assert may_still_be_asked([nadia.pk, lea.pk], MONDAY) == {lea.pk}
    assert may_still_be_asked([nadia.pk], MONDAY + WEEK) == {nadia.pk}


def test_who_asked_for_silence_is_not_asked(monday, nadia, lea, joel):
    Mute.objects.create(person=nadia, topic=Topic.ASK)
    Mute.objects.create(person=lea, topic=ALL)
    Mute.objects.create(person=joel, topic=Topic.NEWS)
    assert may_still_be_asked([nadia.pk, lea.pk, joel.pk], MONDAY) == {joel.pk}


def test_one_nudge_a_week_whatever_else_was_said(monday, nadia):
    written(nadia, Topic.ASK, count=5)
    written(nadia, "")
    assert may_still_be_told(Topic.NUDGE, [nadia.pk], MONDAY) == {nadia.pk}
    written(nadia, Topic.NUDGE)
    assert may_still_be_told(Topic.NUDGE, [nadia.pk], MONDAY + WEEK - timedelta(minutes=1)) == set()
    assert may_still_be_told(Topic.NUDGE, [nadia.pk], MONDAY + WEEK) == {nadia.pk}


def test_over_budget_names_who_got_too_much(monday, nadia, lea):
    written(nadia, Topic.ASK, count=ASKS_A_WEEK)
    written(lea, Topic.NUDGE)
    since, until = MONDAY - WEEK, MONDAY + 2 * WEEK
    assert over_budget(since, until) == []
    monday.shift(timedelta(days=6))
    written(nadia, Topic.ASK, count=2)
    written(lea, Topic.NUDGE)
    written(lea, "", count=9)
    assert over_budget(since, until) == [(nadia.pk, "ask", 9), (lea.pk, "nudge", 2)]
    assert over_budget(since, MONDAY) == []
    # What came before counts with what came after.
    assert over_budget(MONDAY + timedelta(days=1), until) == [(nadia.pk, "ask", 9), (lea.pk, "nudge", 2)]


def test_a_week_later_is_within_budget_even_when_clocks_change(monday, nadia):
    written(nadia, Topic.DIGEST)
    monday.shift(WEEK - timedelta(hours=1))
    assert may_still_be_told(Topic.DIGEST, [nadia.pk], timezone.now()) == {nadia.pk}
    written(nadia, Topic.DIGEST)
    assert over_budget(MONDAY, timezone.now()) == []
    monday.shift(timedelta(days=3))
    written(nadia, Topic.DIGEST)
    assert over_budget(MONDAY, timezone.now()) == [(nadia.pk, "digest", 2)]


@pytest.mark.parametrize(
    ("muted", "count"), [(Topic.ASK, 0), (ALL, 0), (Topic.NEWS, 1)], ids=["this", "all", "another"]
)
def test_tell_is_silent_on_what_somebody_muted_and_asks_nothing(monday, nadia, muted, count):
    Mute.objects.create(person=nadia, topic=muted)
    ask = Ask("help", "t", "Pouvez-vous ?", MONDAY + timedelta(days=1))
    tell(nadia, Letter(subject="Une demande", lines=["x"], topic=Topic.ASK, ask=ask), key="k")
    assert (Delivery.objects.count(), Question.objects.count()) == (count, count)


def test_what_has_no_topic_is_always_told(monday, nadia):
    Mute.objects.create(person=nadia, topic=ALL)
    tell(nadia, Letter(subject="Rendez-vous annulé", lines=["x"]), key="k")
    assert Delivery.objects.get().subject == "Rendez-vous annulé"
