"""A short year in the tests, and proof that each of its checks can fail."""

from collections import Counter

import pytest

from campagnon.channels.hands import is_told_by_hand
from campagnon.channels.models import Channel, Delivery
from campagnon.channels.topics import Topic
from campagnon.matching.actions import laddering
from campagnon.notices.models import Need
from campagnon.territories.models import Territory
from tests.conftest import MONDAY
from tests.exchanges.conftest import agreed, at, need_mowing, offer_mowing
from tests.matching.test_laddering import counter_opens
from tests.year import doors
from tests.year.network import Network
from tests.year.outcome import Outcome, measure
from tests.year.run import play
from tests.year.silence import silences

pytestmark = pytest.mark.django_db
A_MONTH = {"needs": 60, "days": 30}


def test_a_month_keeps_every_promise():
    played = play(seed=3, **A_MONTH)
    assert played.outcome.keeps_every_promise, played.outcome.silences[:5]
    assert played.outcome == Outcome(
        needs=60,
        silent_over_48h=0,
        duplicates=0,
        closed_with_reason=100,
        over_budget=0,
        by_channel=played.outcome.by_channel,
    )
    assert sum(played.outcome.by_channel.values()) == 60
    # What must be survived has happened.
    for trouble in ("sent_twice", "turns_missed", "said_by_hand", "answer_opened", "visit_settled"):
        assert played.counts[trouble] > 0, trouble


def test_a_ladder_without_news_is_seen_as_silent(monkeypatch):
    """The steps are dated, and taken: only the asker hears nothing."""
    for news in ("tell_asker_what_was_done", "tell_asker_desk_has_it", "tell_asker_still_looking"):
        monkeypatch.setattr(laddering.mail, news, lambda *args, **kwargs: None)
    outcome = play(seed=3, needs=10, days=4).outcome
    assert outcome.silent_over_48h > 0
    assert not outcome.keeps_every_promise


def test_agents_who_never_call_are_seen_as_silence(monkeypatch):
    monkeypatch.setattr(doors, "delivery_is_said", lambda *args: None)
    outcome = play(seed=3, needs=10, days=4).outcome
    silent = [one for one in outcome.silences if one.breaks_the_promise]
    assert silent
    assert all(is_told_by_hand(one.need.author) for one in silent)


def hears(need: Need, *moments) -> None:
    """News of a need reach its author at those moments."""
    for moment in moments:
        Delivery.objects.create(
            channel=Channel.EMAIL,
            person=need.author,
            text="x",
            key=f"search-{need.public_id}-still-{moment:%Y%m%d%H%M}",
            sent_at=moment,
            next_try_at=None,
        )


def hours_of_silence(*, until=None) -> list[float]:
    return [one.longest.total_seconds() / 3600 for one in silences(until=until or at(30, 10))]


def test_silence_is_the_longest_wait_between_two_words(monday, lea):
    need = need_mowing(lea, starts_on=None, ends_on=None)
    hears(need, at(24, 10), at(26, 12), at(28, 10))
    assert hours_of_silence(until=at(28, 20)) == [50]
    assert [one.breaks_the_promise for one in silences(until=at(28, 20))] == [True]
    hears(need, at(25, 10))
    assert hours_of_silence(until=at(28, 20)) == [46]


def test_a_letter_that_has_not_left_is_no_word(monday, lea):
    need = need_mowing(lea, starts_on=None, ends_on=None)
    hears(need, at(24, 10))
    Delivery.objects.filter(key__startswith="search").update(sent_at=None)
    assert hours_of_silence(until=at(25, 20)) == [58]


def test_nobody_waits_while_somebody_is_to_come_nor_after_they_came(monday, lea, karim):
    offer_mowing(karim)
    agreed(need_mowing(lea), karim)
    assert hours_of_silence(until=at(7, 10, month=12)) == [0]


def test_days_on_which_the_counter_is_closed_do_not_count_for_those_it_calls(monday, marcelle, lea, odile):
    counter_opens(Territory.objects.get(slug="picardie-verte"), on=range(5))
    monday.move_to(at(27, 10))
    need_mowing(marcelle, starts_on=None, ends_on=None)
    need_mowing(lea, starts_on=None, ends_on=None)
    assert hours_of_silence(until=at(30, 10)) == [24, 72]


def test_a_close_that_nobody_heard_of_is_still_waited_for(monday, lea):
    need = need_mowing(lea, starts_on=None, ends_on=None)
    Need.objects.update(closed_at=at(24, 10), close_reason="nobody", next_step_at=None)
    hears(need, at(26, 10))
    assert hours_of_silence() == [72]


def figures(said: int, **network) -> Outcome:
    return measure(begins=MONDAY, ends=at(24, 10), said=said, network=Network(**network))


def test_each_figure_can_fail(monday, lea):
    need_mowing(lea)
    assert (figures(1).duplicates, figures(1).closed_with_reason) == (0, 0)
    assert not figures(1).keeps_every_promise
    assert figures(2).duplicates == 1
    assert figures(1, letters=Counter({"<1@x>": 2})).duplicates == 1
    assert figures(1, texts=Counter({("+33600000000", "x"): 2})).duplicates == 2
    for number in range(2):
        Delivery.objects.create(
            channel=Channel.EMAIL, person=lea, text="x", key=f"digest-{number}", topic=Topic.DIGEST
        )
    assert figures(1).over_budget == 1
    Need.objects.update(closed_at=MONDAY, close_reason="helped", next_step_at=None)
    assert figures(1).closed_with_reason == 100
