"""After a day, those whom we had asked enough see that a neighbour still waits: once a week, no question."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campagnon.channels.budget import ASKS_A_WEEK, over_budget
from campagnon.channels.models import Channel, Delivery, Mute
from campagnon.channels.topics import ALL, Topic
from campagnon.matching.actions.asking import (
    ask_about_waiting_needs,
    ask_helpers,
    helpers_left,
    helpers_not_asked,
)
from campagnon.matching.actions.laddering import advance_needs
from campagnon.matching.models import Suggestion
from campagnon.notices.models import Need
from campagnon.people.models import User
from tests.conftest import MONDAY
from tests.exchanges.conftest import need_mowing, offer_mowing, opened

UNDATED = {"starts_on": None, "ends_on": None, "part_of_day": ""}
DAY = timedelta(days=1)


def tire(person: User, author: User) -> None:
    """Ask somebody as often as may be."""
    for _number in range(ASKS_A_WEEK):
        need_mowing(author, **UNDATED)
    assert Suggestion.objects.filter(helper=person).count() == ASKS_A_WEEK


def after_a_day(clock, need: Need) -> None:
    for hours in (4, 24):
        clock.move_to(MONDAY + timedelta(hours=hours))
        advance_needs(now=timezone.now())
    need.refresh_from_db()
    assert need.asker_told_at is not None


def nudges() -> list[Delivery]:
    return list(Delivery.objects.filter(topic=Topic.NUDGE))


@pytest.fixture
def tired(monday, lea, nadia) -> User:
    """Nadia was asked seven times this week."""
    offer_mowing(nadia)
    tire(nadia, lea)
    return nadia


def test_the_eighth_time_the_next_best_placed_is_asked(tired, lea, karim, marcelle):
    offer_mowing(karim)
    Suggestion.objects.filter(helper=karim).delete()
    Delivery.objects.filter(person=karim).delete()
    need = need_mowing(lea, **UNDATED)
    assert [one.helper for one in need.suggestions.all()] == [karim]
    assert over_budget(MONDAY - DAY, timezone.now()) == []


def test_a_week_later_somebody_may_be_asked_again(monday, tired, lea):
    need = need_mowing(lea, **UNDATED)
    assert need.suggestions.count() == 0
    monday.shift(timedelta(days=7))
    assert [one.helper for one in ask_helpers(need, now=timezone.now())] == [tired]


def test_what_was_asked_leaves_in_the_offer_of_a_new_thing_only_what_is_left(monday, lea, nadia):
    offer_mowing(nadia)
    for _number in range(ASKS_A_WEEK - 1):
        need_mowing(lea, **UNDATED)
    Need.objects.update(closed_at=None)
    Suggestion.objects.filter(helper=nadia).delete()
    again = ask_about_waiting_needs(nadia.offers.get(), now=MONDAY)
    assert len(again) == 1
    assert over_budget(MONDAY - DAY, timezone.now()) == []


def test_a_neighbour_is_nudged_after_a_day_and_no_more_than_once_a_week(monday, tired, lea):
    need = need_mowing(lea, **UNDATED)
    other = need_mowing(lea, **UNDATED)
    after_a_day(monday, need)
    other.refresh_from_db()
    assert other.asker_told_at is not None
    assert [letter.person for letter in nudges()] == [tired]
    assert Suggestion.objects.filter(helper=tired, need__in=[need, other]).count() == 0
    assert over_budget(MONDAY - DAY, timezone.now()) == []


def test_a_nudge_tells_what_the_board_tells(monday, tired, lea):
    need = need_mowing(lea, **UNDATED, words="Canari au portail bleu")
    after_a_day(monday, need)
    letter = nudges()[0]
    assert f"/besoins/{need.public_id}/" in letter.text
    assert [said for said in ("Canari", "Léa") if said in letter.text + letter.subject] == []


@pytest.mark.parametrize("reason", [Topic.NUDGE, Topic.ASK, ALL, "call"])
def test_who_is_left_in_peace(monday, tired, lea, reason):
    if reason == "call":
        tired.prefers = Channel.CALL
        tired.save()
    else:
        Mute.objects.create(person=tired, topic=reason)
    after_a_day(monday, need_mowing(lea, **UNDATED))
    assert nudges() == []


def test_who_may_still_be_asked_is_asked_rather_than_nudged(monday, lea, nadia):
    offer_mowing(nadia)
    after_a_day(monday, need_mowing(lea, **UNDATED))
    assert nudges() == []


def test_nothing_is_said_once_somebody_answered(monday, tired, lea, karim):
    offer_mowing(karim)
    Suggestion.objects.filter(helper=karim).delete()
    Delivery.objects.filter(person=karim).delete()
    need = need_mowing(lea, **UNDATED)
    opened(need, karim)
    before = Delivery.objects.filter(key__contains=need.public_id).count()
    for hours in (4, 24, 48):
        monday.move_to(MONDAY + timedelta(hours=hours))
        advance_needs(now=timezone.now())
    assert [letter for letter in nudges() if need.public_id in letter.text] == []
    assert Delivery.objects.filter(key__contains=need.public_id).count() == before


def test_who_is_left_to_ask_costs_one_query_more_than_who_was_not_asked(
    monday, lea, nadia, karim, django_assert_num_queries
):
    need = need_mowing(lea, **UNDATED)
    for person in (nadia, karim):
        offer_mowing(person)
    Suggestion.objects.all().delete()
    with django_assert_num_queries(4):
        assert len(helpers_not_asked(need, now=MONDAY)) == 2
    with django_assert_num_queries(5):
        assert len(helpers_left(need, now=MONDAY)) == 2
